import { expect, test } from 'vitest';
import { checkTerms } from './contract-check.ts';
import { newTerms, type PayLaterTerms } from './contract.ts';
import { newErrors } from './new-errors.ts';

const sound: PayLaterTerms = {
  ...newTerms,
  fieldOfUse: '退役动力电池回收',
  deliverables: ['工艺包'],
  milestones: [],
  improvements: 'owner_each',
};
const withLater = (ratePpm: number, fromOn = '2020-01-01'): PayLaterTerms => ({
  ...sound,
  royalty: { ...newTerms.royalty!, later: [{ fromOn, schedule: { kind: 'flat', ratePpm } }] },
});

test('rates from a period on are for a change: a contract that is not signed is offered without them', () => {
  const paths = (...given: Parameters<typeof newErrors>) => newErrors(...given).map(({ path, code }) => [path, code]);
  const refused = [['royalty.later', 'later_first']];
  expect(paths(withLater(0), null, false)).toEqual(refused);
  expect(paths(withLater(0), sound, false)).toEqual(refused);
  expect(paths(withLater(0), sound, true)).toEqual([]);
  expect(paths(sound, null, false)).toEqual([]);
  // What audits and computes a signed contract takes them.
  expect(checkTerms(withLater(0)).errors).toEqual([]);
});

test('a rate from a period on below the guide is told of as well as one above it', () => {
  const guide = { lowPpm: 20_000, highPpm: 50_000, basis: '行业惯例' };
  const told = (later: number) =>
    checkTerms(withLater(later), null, { patentsEndOn: null, guide })
      .warnings.filter(({ code }) => code === 'rate_off_guide')
      .map(({ path }) => path);
  expect([told(30_000), told(0), told(100), told(60_000)]).toEqual([
    [],
    ['royalty.later[0].rate'],
    ['royalty.later[0].rate'],
    ['royalty.later[0].rate'],
  ]);
});
