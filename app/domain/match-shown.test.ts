import { expect, test } from 'vitest';
import { matchesShown } from './match-shown.ts';

const list = (levels: string) =>
  [...levels].map((one, at) => ({
    at,
    level: one === 's' ? ('strong' as const) : one === 'p' ? ('possible' as const) : ('weak' as const),
  }));
const places = (levels: string, asked: Partial<Parameters<typeof matchesShown>[1]> = {}) => {
  const { shown, more, moreWeak } = matchesShown(list(levels), { level: null, isWhole: false, most: 2, ...asked });
  return { at: shown.map(({ at }) => at), more, moreWeak };
};

test('strong and possible ones are shown in their order, weak ones are folded whatever their rank', () => {
  expect(places('wspw')).toEqual({ at: [1, 2], more: 0, moreWeak: 2 });
  expect(places('spps')).toEqual({ at: [0, 1], more: 2, moreWeak: 0 });
  expect(places('www')).toEqual({ at: [], more: 0, moreWeak: 3 });
});

test('asked for, everything is shown, the weak ones last', () => {
  expect(places('wsp', { isWhole: true })).toEqual({ at: [1, 2, 0], more: 0, moreWeak: 0 });
});

test('a level that is asked for is shown as it is ranked', () => {
  expect(places('wswpw', { level: 'weak' })).toEqual({ at: [0, 2], more: 1, moreWeak: 0 });
  expect(places('wsw', { level: 'weak', isWhole: true })).toEqual({ at: [0, 2], more: 0, moreWeak: 0 });
});
