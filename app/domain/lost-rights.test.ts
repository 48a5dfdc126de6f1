import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFacts } from './check-facts.ts';
import { type Claim, computeClaims, openHorizon } from './compute-claims.ts';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone, signed, sold, someTerms, yuan } from './compute-for-tests.ts';
import { addDays, addMonths } from './days.ts';
import { keptFen, lostRights, milestoneStopsOn } from './lost-rights.ts';
import type { Fen } from './money.ts';

const linesOf = (claims: readonly Claim[]) =>
  claims.map(({ key, kind, amountFen, arisesOn }) => [key, kind, Number(amountFen) / 100, arisesOn]);
const sum = (claims: readonly Claim[]): Fen => claims.reduce((all, { amountFen }) => all + amountFen, 0n);
const asOf = '2027-01-01';
/** 10 % of each quarter, as reported in full after it. */
const terms = someTerms({}, { schedule: { kind: 'flat', ratePpm: 100_000 } });
const quarters = [sold('2026Q1', '2026-04-05', 90_000), sold('2026Q2', '2026-07-05', 91_000)];
const lost = (change: object = {}): ContractFact => ({
  kind: 'patent_lost',
  id: 'loss',
  on: '2026-08-10',
  lostOn: '2026-06-01',
  ...change,
});

describe('patent.lost_share', () => {
  test('each day counts with the least share that an end until then leaves', () => {
    const rights = lostRights([lost({ keepsPpm: 400_000, lostOn: '2026-08-16' })]);
    expect(keptFen(yuan(9_200), rights, '2026-07-01', '2026-09-30')).toBe(yuan(6_440));
    expect(keptFen(yuan(9_200), rights, '2026-04-01', '2026-06-30')).toBe(yuan(9_200));
    expect(keptFen(yuan(9_200), rights, '2026-10-01', '2026-12-31')).toBe(yuan(3_680));
    expect(keptFen(yuan(-9_200), rights, '2026-07-01', '2026-09-30')).toBe(yuan(-6_440));
    const two = [...rights, ...lostRights([lost({ keepsPpm: 700_000, lostOn: '2026-07-01' })])];
    expect(keptFen(yuan(9_200), two, '2026-07-01', '2026-09-30')).toBe(yuan(4_600 * 0.7 + 4_600 * 0.4));
  });

  test('what was charged since the end is taken back by lines of the day from which both sides go by it, never edited', () => {
    const facts = [signed(), ...quarters, lost()];
    expect(linesOf(computeClaims(terms, facts, { asOf }))).toEqual([
      ['royalty:2026Q1', 'royalty', 9_000, '2026-04-05'],
      ['royalty:2026Q2', 'royalty', 9_100, '2026-07-05'],
      // 61 of its 91 days lie before the end.
      ['royalty:2026Q2#2', 'credit', -3_000, '2026-08-10'],
    ]);
    expect(checkFacts(terms, facts)).toEqual([]);
    expect(checkFacts(terms, [...facts, sold('2026Q3', '2026-10-05', 5)]).map(({ says }) => says)).toEqual([
      'the contract has no period 2026Q3: royalty periods run from 2026Q1 to 2026Q2; they ended on 2026-05-31 (patent_lost)',
    ]);
  });

  test('a quarter that lies whole after the end costs nothing, one that was corrected for its days costs what was sold in them', () => {
    const early = lost({ lostOn: '2026-03-01' });
    expect(sum(computeClaims(terms, [signed(), ...quarters, early], { asOf }))).toBe(yuan(9_000 * (59 / 90)));
    const restated: ContractFact = {
      kind: 'restatement',
      n: 1,
      on: '2026-08-12',
      period: '2026Q1',
      lines: [{ product: '', grossFen: yuan(70_000), by: 'licensee' }],
      deductions: [],
    };
    expect(sum(computeClaims(terms, [signed(), ...quarters, early, restated], { asOf }))).toBe(yuan(7_000));
  });

  test('with know-how beside, royalties and least sums go on at their share and the periods run on', () => {
    const least = someTerms(
      {},
      { schedule: { kind: 'flat', ratePpm: 0 }, yearlyMinimumFen: yuan(36_500), minimumFromYear: 1 },
    );
    const reports = ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map((period, i) =>
      sold(period, addDays(addMonths('2026-01-01', (i + 1) * 3), 4), 0),
    );
    const part = lost({ keepsPpm: 500_000, lostOn: '2026-07-01', on: '2026-07-20' });
    const [top] = computeClaims(least, [signed(), ...reports, part], { asOf: '2027-02-01' }).filter(
      ({ kind }) => kind === 'minimum',
    );
    expect(top?.amountFen).toBe(yuan(18_100 + 18_400 / 2));
    expect(top?.steps.map(({ rule }) => rule)).toEqual(['yearly_minimum', 'lost_right', 'royalties_of_year']);
    const facts = [signed(), ...quarters, part, sold('2026Q3', '2026-10-05', 92_000)];
    expect(sum(computeClaims(terms, facts, { asOf }))).toBe(yuan(9_000 + 9_100 + 4_600));
  });
});

describe('patent.lost_day', () => {
  const stones = someTerms({ milestones: [aMilestone(), aMilestone({ trigger: 'prototype_done' })], royalty: null });
  const accepted = (milestone: number, on: string): ContractFact => ({ kind: 'milestone_accepted', on, milestone });

  test('what was accepted before both sides went by the end stands, what is accepted later does not', () => {
    const facts = [signed(), accepted(1, '2026-08-10'), lost(), accepted(2, '2026-08-11')];
    expect(linesOf(computeClaims(stones, facts, { asOf }))).toEqual([
      ['milestone:1', 'milestone', 300_000, '2026-08-10'],
    ]);
  });

  test('what was accepted on the day itself stands where that day is told as the one of the word; told alone it is the first without', () => {
    const facts = (loss: ContractFact) => [signed(), accepted(1, '2026-08-09'), accepted(2, '2026-08-10'), loss];
    const keys = (loss: ContractFact) => computeClaims(stones, facts(loss), { asOf }).map(({ key }) => key);
    expect(keys(lost({ lostOn: '2026-08-10' }))).toEqual(['milestone:1', 'milestone:2']);
    expect(keys(lost({ lostOn: '2026-08-10', keepsPpm: 500_000, stops: [1, 2] }))).toEqual([
      'milestone:1',
      'milestone:2',
    ]);
    expect(keys(lost({ lostOn: undefined }))).toEqual(['milestone:1']);
    const later = [signed(), lost({ lostOn: '2026-08-10' }), accepted(1, '2026-08-11')];
    expect(computeClaims(stones, later, { asOf })).toEqual([]);
  });

  test('an end that leaves something stops only the milestones that it names', () => {
    const part = lost({ keepsPpm: 500_000, stops: [2] });
    expect(milestoneStopsOn(lostRights([part]), 1)).toBeNull();
    const facts = [signed(), part, accepted(1, '2026-09-01'), accepted(2, '2026-09-01')];
    expect(computeClaims(stones, facts, { asOf }).map(({ key }) => key)).toEqual(['milestone:1']);
    expect(checkFacts(stones, [signed(), lost({ keepsPpm: 1, stops: [3] })]).map(({ path }) => path)).toEqual([
      'stops',
    ]);
  });
});

describe('patent.restored', () => {
  const back = (change: object = {}): ContractFact => ({ kind: 'patent_restored', on: '2026-09-15', ...change });

  test('what was taken back is charged anew by a line of the day of the restoration', () => {
    const facts = [signed(), ...quarters, lost(), back({ loss: 'loss' })];
    expect(linesOf(computeClaims(terms, facts, { asOf })).slice(2)).toEqual([
      ['royalty:2026Q2#2', 'credit', -3_000, '2026-08-10'],
      ['royalty:2026Q2#3', 'adjustment', 3_000, '2026-09-15'],
    ]);
    expect(checkFacts(terms, facts)).toEqual([]);
    expect(checkFacts(terms, [signed(), lost(), back({ loss: 'another' })]).map(({ path }) => path)).toEqual(['loss']);
    expect(checkFacts(terms, [signed(), lost({ lostOn: '2026-08-11' })]).map(({ path }) => path)).toEqual(['lostOn']);
  });

  test('evidence that nobody had answered is handed in anew; silence about the old one accepts nothing', () => {
    const stones = someTerms({ milestones: [aMilestone({ acceptWithinDays: 15 })], royalty: null });
    const handedIn = (on: string): ContractFact => ({ kind: 'milestone_submitted', on, milestone: 1 });
    const facts = [signed(), handedIn('2026-08-01'), lost(), back()];
    expect(computeClaims(stones, facts, { asOf })).toEqual([]);
    const again = [...facts, handedIn('2026-10-01')];
    expect(linesOf(computeClaims(stones, again, { asOf }))).toEqual([
      ['milestone:1', 'milestone', 300_000, '2026-10-16'],
    ]);
  });
});

const money = fc.bigInt({ min: 0n, max: 10n ** 9n });
const day = (from: string, days: number) => fc.nat(days).map((n) => addDays(from, n));
const run = fc.record({
  sales: fc.array(money, { minLength: 6, maxLength: 6 }),
  lostOn: day('2026-01-01', 500),
  late: fc.nat(200),
  keepsPpm: fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: undefined }),
  minimumFen: fc.option(money),
  capFen: fc.option(fc.bigInt({ min: 1n, max: 10n ** 9n })),
});

test('patent.lost_share, patent.restored: no negative line but credits, never more than without the end, and taken back it is as if it never was', () => {
  fc.assert(
    fc.property(run, ({ sales, lostOn, late, keepsPpm, minimumFen, capFen }) => {
      const own = someTerms({}, { schedule: { kind: 'flat', ratePpm: 100_000 }, minimumFen, capFen });
      const knownOn = addDays(lostOn, late);
      const reports = sales
        .map((grossFen, i) => {
          const startOn = addMonths('2026-01-01', i * 3);
          const on = addDays(addMonths(startOn, 3), 5);
          return { ...sold(`${startOn.slice(0, 4)}Q${(i % 4) + 1}`, on, 0), lines: [line(grossFen)] };
        })
        .filter(({ on }) => on < knownOn);
      const without: ContractFact[] = [signed(), ...reports];
      const loss: ContractFact = { kind: 'patent_lost', id: 'loss', on: knownOn, lostOn, keepsPpm };
      // Once every report is made or overdue: a cut period’s least sum arises earlier than it would have.
      const end = { asOf: '2033-01-01', horizon: openHorizon };
      const claims = computeClaims(own, [...without, loss], end);
      for (const { amountFen, kind } of claims) expect(amountFen < 0n).toBe(kind === 'credit');
      expect(sum(claims)).toBeGreaterThanOrEqual(0n);
      expect(sum(claims)).toBeLessThanOrEqual(sum(computeClaims(own, without, end)));
      const restored: ContractFact = { kind: 'patent_restored', on: addDays(knownOn, 1), loss: 'loss' };
      expect(sum(computeClaims(own, [...without, loss, restored], end))).toBe(sum(computeClaims(own, without, end)));
    }),
    { numRuns: 150 },
  );
});

const line = (grossFen: Fen) => ({ product: '', grossFen, by: 'licensee' as const });
