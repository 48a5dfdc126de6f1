import { describe, expect, test } from 'vitest';
import { importReviewEvents, importReviewSteps, secrecyEyes } from './import-review.ts';
import { achievementMachine } from './achievement.ts';
import { nextState } from './machine.ts';

const eyes = { actorId: 'a', broughtBy: ['b', null, 'c'], others: 1, isSoloStated: false };

describe('who may review what an import brought', () => {
  test.each([
    ['somebody else', {}, 'second'],
    ['who uploaded it', { broughtBy: ['a', null, 'c'] }, 'own'],
    ['who said what its columns are', { broughtBy: ['b', 'a', 'c'] }, 'own'],
    ['who confirmed it', { broughtBy: ['b', null, 'a'] }, 'own'],
    ['who uploaded it, before anybody confirmed it', { broughtBy: ['a', null, null] }, 'own'],
    ['who brought it, alone, and nothing is stated', { broughtBy: ['a'], others: 0 }, 'own'],
    ['who brought it, stated, but with another reviewer there', { broughtBy: ['a'], isSoloStated: true }, 'own'],
    ['who brought it, alone and stated', { broughtBy: ['a'], others: 0, isSoloStated: true }, 'solo'],
    ['who mapped it, alone and stated', { broughtBy: ['b', 'a', 'c'], others: 0, isSoloStated: true }, 'solo'],
    ['somebody else, in a unit that has stated it', { others: 0, isSoloStated: true }, 'second'],
  ] as const)('%s', (_, given, answer) => {
    expect(secrecyEyes({ ...eyes, ...given })).toBe(answer);
  });
});

test('each decision on an import is a step of the record’s own machine', () => {
  const moves = importReviewEvents.map((event) => nextState(achievementMachine, importReviewSteps[event].from, event));
  expect(moves).toEqual(['office_review', 'published', 'published']);
});
