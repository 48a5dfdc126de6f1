import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeContract } from './compute-contract.ts';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone, restated, signed, sold, someTerms, yuan } from './compute-for-tests.ts';
import { addDays } from './days.ts';
import type { Fen } from './money.ts';
import { owedFromTheStart } from './owed-from-the-start.ts';

const receipt = (on: string, sum: number, claim: string | null = null): ContractFact => ({
  kind: 'receipt',
  on,
  amountFen: yuan(sum),
  claim,
});
const interestOf = (facts: readonly ContractFact[], asOf: string, terms = someTerms()): Record<string, Fen> =>
  Object.fromEntries(
    computeContract(terms, facts, { asOf })
      .obligations.filter(({ kind }) => kind === 'interest')
      .map(({ key, amountFen }) => [key, amountFen]),
  );

// 3 % of 3,333,333.33 is 100,000.00, of 500,000.00 15,000.00; due 2026-05-10.
const high = sold('2026Q1', '2026-04-10', 3_333_333.33);
const lowered = restated('2026Q1', '2026-07-10', 500_000);

test('a milestone of sales that a correction took back was never late', () => {
  const milestones = [aMilestone({ trigger: 'sales_reached', triggerFen: yuan(3_000_000), amountFen: yuan(400_000) })];
  const terms = someTerms({ milestones });
  const facts = [signed(), high];
  expect(interestOf(facts, '2026-07-10', terms)['interest:milestone:1']).toBe(yuan(12_200));
  expect(interestOf([...facts, lowered], '2026-07-10', terms)['interest:milestone:1']).toBeUndefined();
  expect(interestOf([...facts, lowered], '2026-12-31', terms)['interest:milestone:1']).toBeUndefined();
});

test('a quarter of 100,000.00 corrected to 15,000.00 was late with 15,000.00: 457.50 in 61 days, not 3,050.00', () => {
  expect(interestOf([signed(), high], '2026-07-10')).toEqual({ 'interest:royalty:2026Q1': yuan(3_050) });
  const paid = receipt('2026-07-10', 15_000);
  expect(interestOf([signed(), high, lowered], '2026-07-10')).toEqual({ 'interest:royalty:2026Q1': yuan(457.5) });
  expect(interestOf([signed(), high, lowered, paid], '2026-12-31')).toEqual({ 'interest:royalty:2026Q1': yuan(457.5) });
});

test('paid whole too late and lowered after that: the lowered sum was late until it was paid', () => {
  const facts = [signed(), high, receipt('2026-06-09', 100_000), lowered];
  // 15,000.00 × 30 days × 0.05 %.
  expect(interestOf(facts, '2026-12-31')).toEqual({ 'interest:royalty:2026Q1': yuan(225) });
});

test('lowered below what was paid in time by then, nothing was late', () => {
  const facts = [signed(), high, receipt('2026-05-01', 20_000), lowered];
  expect(interestOf(facts, '2026-12-31')).toEqual({});
});

test('the credit of another quarter set off before the correction pays on its day, as ever', () => {
  const facts = [
    signed(),
    sold('2026Q1', '2026-04-10', 1_000_000),
    receipt('2026-05-01', 30_000, 'royalty:2026Q1'),
    sold('2026Q2', '2026-07-10', 1_000_000),
    // Ten days after Q2 was due; 9,000.00 of Q1 go to Q2, which owes 21,000.00 from then on.
    restated('2026Q1', '2026-08-19', 700_000),
    // Q2 was 24,000.00 from the first; of these 9,000.00 were paid on 19 August.
    restated('2026Q2', '2026-08-29', 800_000),
  ];
  // 24,000.00 × 10 days + 15,000.00 × 10 days.
  expect(interestOf(facts, '2026-08-29')).toEqual({ 'interest:royalty:2026Q2': yuan(195) });
});

test('the own credit that paid another claim is open again from then on: nobody gains by which claim it was set against', () => {
  const facts = [
    signed(),
    sold('2026Q1', '2026-04-10', 1_000_000),
    sold('2026Q2', '2026-04-10', 3_333_333.33, { period: '2026Q2' }),
  ].map((fact) => ({ ...fact, on: fact.kind === 'statement' ? '2026-07-10' : fact.on }));
  const given = [...facts, restated('2026Q2', '2026-08-19', 500_000)];
  // 30,000.00 of the credit paid Q1 on 19 August; Q2 is open with 45,000.00 in the books, and 15,000.00 before.
  expect(interestOf(given, '2026-08-29')).toEqual({
    'interest:royalty:2026Q1': yuan(150),
    'interest:royalty:2026Q2': yuan(15_000 * 0.0005 * 10 + 45_000 * 0.0005 * 10),
  });
});

test('corrected upwards and down again: what was added was never owed', () => {
  const first = sold('2026Q1', '2026-04-10', 500_000);
  const up = restated('2026Q1', '2026-05-20', 3_333_333.33, { n: 1 });
  const down = restated('2026Q1', '2026-07-10', 500_000, { n: 2 });
  expect(interestOf([signed(), first, up, down], '2026-07-10')).toEqual({ 'interest:royalty:2026Q1': yuan(457.5) });
});

test('what is added is late from its own due day; lowered again in part, the rest still is', () => {
  const first = sold('2026Q1', '2026-04-10', 500_000);
  const up = restated('2026Q1', '2026-05-20', 1_000_000, { n: 1 });
  const down = restated('2026Q1', '2026-07-10', 700_000, { n: 2 });
  // 15,000.00 due 2026-05-10; of 15,000.00 more, due 2026-06-19, 6,000.00 remain.
  expect(interestOf([signed(), first, up, down], '2026-07-10')).toEqual({
    'interest:royalty:2026Q1': yuan(457.5),
    'interest:royalty:2026Q1#2': yuan(63),
  });
});

test('more returns than sales are a credit of their own day: they make no other quarter smaller', () => {
  const facts = [signed(), sold('2026Q1', '2026-04-10', 1_000_000), sold('2026Q2', '2026-07-10', -100_000)];
  // 30,000.00 × 61 days, then 27,000.00 × 10 days.
  expect(interestOf(facts, '2026-07-20')).toEqual({ 'interest:royalty:2026Q1': yuan(915 + 135) });
});

test('of the platform: a part of a credit that has no claim of its own lowers none, and none below nothing', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const claim = (id: string, amountFen: Fen, n: number) =>
    ({ id, of: '2026Q1', kind: 'royalty', amountFen, raisedAt: day(n) }) as const;
  const credits = [{ of: '2026Q1', kind: 'royalty', fen: 120n, raisedAt: day(3) }] as const;
  const own = owedFromTheStart([], credits, [claim('first', 80n, 1), claim('more', 20n, 2), claim('later', 50n, 4)]);
  expect([...own].map(([id, { fen }]) => [id, fen])).toEqual([
    ['more', 20n],
    ['first', 80n],
  ]);
});

const asOf = '2027-01-31';
const day = fc.integer({ min: 1, max: 250 }).map((n) => addDays('2026-04-10', n));
const gross = fc.integer({ min: 200, max: 900 }).map((thousands) => thousands * 1000);

/** Corrections that lower a report step by step; of one day, one. */
function restatements(period: string, first: number, told: readonly { readonly on: string; readonly less: number }[]) {
  let value = first;
  return told
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ on, less }, n) => {
      value -= less;
      return restated(period, on, value, { n: n + 1 });
    });
}

test('whatever corrections, the interest is that of the truth told once: one quarter, paid on any days', () => {
  const paid = fc.array(fc.record({ on: day, sum: fc.integer({ min: 1, max: 12_000 }) }), { maxLength: 4 });
  const told = fc.array(fc.record({ on: day, less: fc.integer({ min: 0, max: 700_000 }) }), { maxLength: 4 });
  fc.assert(
    fc.property(gross, told, paid, (truth, lowerings, receipts) => {
      const first = truth + lowerings.reduce((sum, { less }) => sum + less, 0);
      const corrections = restatements('2026Q1', first, lowerings);
      const money = receipts.map(({ on, sum }, i) => ({ ...receipt(on, sum), id: `r${i}` }));
      const inTruth = interestOf([signed(), sold('2026Q1', '2026-04-10', truth), ...money], asOf);
      const found = interestOf([signed(), sold('2026Q1', '2026-04-10', first), ...corrections, ...money], asOf);
      expect(found).toEqual(inTruth);
    }),
    { numRuns: 80 },
  );
});

test('whatever corrections of three quarters due on one day, however credits were set off, the interest is that of the truth', () => {
  const periods = ['2025Q1', '2025Q2', '2025Q3'] as const;
  const less = fc.integer({ min: 0, max: 900_000 });
  // What was paid too much of one before its own correction is no payment of another: so one quarter on many days, or all on one.
  const told = fc.oneof(
    fc
      .tuple(fc.nat(2), fc.array(fc.record({ on: day, less }), { maxLength: 4 }))
      .map(([at, all]) => all.map((one) => ({ at, ...one }))),
    fc.tuple(day, fc.tuple(less, less, less)).map(([on, all]) => all.map((one, at) => ({ at, on, less: one }))),
  );
  const some = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));
  fc.assert(
    fc.property(fc.tuple(gross, gross, gross), some, told, fc.nat(60), (truth, early, lowerings, laterPaid) => {
      const start = signed('2025-01-01');
      const filedOn = '2026-04-10';
      const lastOn = addDays(filedOn, 251);
      const of = (i: number) => lowerings.filter(({ at }) => at === i);
      const firstOf = (i: number): number => of(i).reduce((sum, { less }) => sum + less, truth[i]!);
      const file = (sumOf: (i: number) => number) => periods.map((period, i) => sold(period, filedOn, sumOf(i)));
      const corrections = periods.flatMap((period, i) => restatements(period, firstOf(i), of(i)));
      // Before any correction at most what was owed of each; after the last whatever is paid.
      const money = [
        ...periods.map((period, i) => ({
          ...receipt(filedOn, Math.floor((truth[i]! * 0.03 * early[i]!) / 100), `royalty:${period}`),
          id: period,
        })),
        { ...receipt(addDays(lastOn, 3), laterPaid * 1000), id: 'later' },
      ];
      const total = (facts: readonly ContractFact[]) =>
        Object.values(interestOf(facts, asOf)).reduce((sum, fen) => sum + fen, 0n);
      const inTruth = total([start, ...file((i) => truth[i]!), ...money]);
      const found = total([start, ...file(firstOf), ...corrections, ...money]);
      // Each claim is rounded once.
      expect(Math.abs(Number(found - inTruth))).toBeLessThanOrEqual(3);
    }),
    { numRuns: 80 },
  );
});

test('where an own credit went: to other claims, to a repayment, or nowhere yet; what is set free is its own again', () => {
  const at = (n: number) => new Date(Date.UTC(2026, 0, n, 4));
  const claims = ['Q1', 'Q2'].map((id, n) => ({
    id,
    of: id,
    kind: 'royalty' as const,
    amountFen: 1_000n,
    raisedAt: at(n + 1),
  }));
  const credits = [{ of: 'Q2', kind: 'royalty' as const, fen: 300n, raisedAt: at(4) }];
  const setOff = (claimId: string, fen: Fen, n: number) => ({ kind: 'set_off' as const, claimId, fen, at: at(n) });
  const all = [setOff('Q1', 100n, 5), setOff('Q2', 50n, 6), setOff('Q1', -40n, 7)];
  expect(owedFromTheStart(all, credits, claims).get('Q2')).toMatchObject({
    fen: 300n,
    elsewhere: [{ claimId: 'Q1', fen: 60n, on: '2026-01-05' }],
    returnedFen: 0n,
    waitingFen: 190n,
  });
  const back = { kind: 'returned' as const, claimId: 'back', fen: 190n, at: at(8) };
  const waived = { ...back, kind: 'waived' as const, fen: 90n, at: at(9) };
  const recalled = { ...back, kind: 'recalled' as const, fen: 100n, at: at(9) };
  const found = owedFromTheStart([...all, back, waived, recalled], credits, claims).get('Q2');
  expect(found).toMatchObject({ returnedFen: 90n, waitingFen: 100n });
  // Before the first day less by all of it; by now by what waits alone.
  expect(found?.movements.reduce((sum, { fen }) => sum + fen, 0n)).toBe(-100n);
});
