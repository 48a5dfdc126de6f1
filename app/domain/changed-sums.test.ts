import { expect, test } from 'vitest';
import { changedSums } from './changed-sums.ts';
import { aMilestone, someTerms, yuan } from './compute-for-tests.ts';

test('a milestone that costs less is named with both sums; one that is as before is not named', () => {
  const [first, second] = [aMilestone(), aMilestone({ name: '中试完成', amountFen: yuan(305_000) })];
  const before = someTerms({ milestones: [first, second] });
  const after = someTerms({ milestones: [first, { ...second, amountFen: yuan(250_000) }] });
  expect(changedSums(before, after)).toEqual([
    { label: '里程碑 2“中试完成”', was: '¥305,000.00', now: '¥250,000.00', isSame: false },
  ]);
  expect(changedSums(before, someTerms({ milestones: [first] }))[0]).toMatchObject({ was: '¥305,000.00', now: '没有' });
  expect(changedSums(before, before)).toEqual([]);
});

test('other rates from a period on stand beside those they replace, and the minimum that goes on is said', () => {
  const royalty = { schedule: { kind: 'flat', ratePpm: 30_000 } as const, minimumFen: yuan(5000) };
  const later = [{ fromOn: '2027-10-01', schedule: { kind: 'flat', ratePpm: 20_000 } as const }];
  const change = (more: object) => changedSums(someTerms({}, royalty), someTerms({}, { ...royalty, ...more }));
  expect(change({ later }).map(({ label, was, now }) => [label, was, now])).toEqual([
    ['自 2027 年第 4 季度（2027-10-01）起的提成比例', '比例为 3%', '比例为 2%'],
    ['自 2027 年第 4 季度（2027-10-01）起的每期最低提成', '¥5,000.00', '¥5,000.00'],
  ]);
  const ended = change({ later: later.map((rates) => ({ ...rates, minimumFen: 0n })) });
  expect(ended[1]).toMatchObject({ was: '¥5,000.00', now: '没有', isSame: false });
});

test('of rates that were changed before, those that count on the day are the ones replaced', () => {
  const flat = (ratePpm: number) => ({ kind: 'flat', ratePpm }) as const;
  const first = { fromOn: '2027-10-01', schedule: flat(20_000) };
  const second = { fromOn: '2028-01-01', schedule: flat(10_000) };
  const terms = (later: (typeof first)[]) => someTerms({}, { schedule: flat(30_000), minimumFen: null, later });
  expect(changedSums(terms([first]), terms([first, second]))).toMatchObject([{ was: '比例为 2%', now: '比例为 1%' }]);
});
