import { describe, expect, test } from 'vitest';
import { importReviewEvents, importReviewSteps, secrecyEyes } from './import-review.ts';
import { achievementMachine } from './achievement.ts';
import { nextState } from './machine.ts';

const eyes = { actorId: 'a', uploadedBy: 'b', mappedBy: null, confirmedBy: 'c', others: 1, isSoloStated: false };

describe('who may review what an import brought', () => {
  test.each([
    ['somebody else', {}, 'second'],
    ['who uploaded it', { uploadedBy: 'a' }, 'own'],
    ['who confirmed it', { confirmedBy: 'a' }, 'own'],
    ['who said what its columns are', { mappedBy: 'a' }, 'own'],
    ['who mapped it, alone and stated', { mappedBy: 'a', others: 0, isSoloStated: true }, 'solo'],
    ['who uploaded it, before anybody confirmed it', { uploadedBy: 'a', confirmedBy: null }, 'own'],
    ['who uploaded it, alone, and nothing is stated', { uploadedBy: 'a', others: 0 }, 'own'],
    ['who uploaded it, stated, but with another reviewer there', { uploadedBy: 'a', isSoloStated: true }, 'own'],
    ['who uploaded it, alone and stated', { uploadedBy: 'a', others: 0, isSoloStated: true }, 'solo'],
    ['somebody else, in a unit that has stated it', { others: 0, isSoloStated: true }, 'second'],
  ] as const)('%s', (_, given, answer) => {
    expect(secrecyEyes({ ...eyes, ...given })).toBe(answer);
  });
});

test('each decision on an import is a step of the record’s own machine', () => {
  const moves = importReviewEvents.map((event) => nextState(achievementMachine, importReviewSteps[event].from, event));
  expect(moves).toEqual(['office_review', 'published', 'published']);
});
