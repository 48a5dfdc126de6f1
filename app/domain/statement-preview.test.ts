import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContractFact } from './compute-facts.ts';
import { newTerms, type RoyaltyTerms } from './contract.ts';
import type { SalesMilestone } from './sales-milestones.ts';
import { royaltyBooks } from './royalty-books.ts';
import { reportFact, type RoyaltyState, statementPreview, type TypedReport } from './statement-preview.ts';

const signedOn = '2025-01-24';
/** Signed on 2025-01-24 with a year of trial: reports begin with 2026Q1, cut to the days from 2026-01-24. */
function state(royalty: Partial<RoyaltyTerms> = {}, more: Partial<RoyaltyState> = {}): RoyaltyState {
  const terms = { ...newTerms, royalty: { ...newTerms.royalty!, deductions: [], ...royalty } };
  const facts: ContractFact[] = [
    { kind: 'signed', on: signedOn },
    { kind: 'trial_decision', on: '2026-01-23', decision: 'convert' },
  ];
  return { terms, facts, asOf: '2026-11-21', booked: { raisedFen: 0n, creditedFen: 0n }, creditFen: 0n, ...more };
}
const report = (given: Partial<TypedReport> = {}): TypedReport => ({
  period: '2026Q2',
  basis: 'actual',
  corrects: null,
  grossFen: 100_000_000n,
  deductionsFen: [],
  ...given,
});

test('a first report makes its royalty due', () => {
  const seen = statementPreview(state(), report());
  expect(seen).toMatchObject({ dueFen: 3_000_000n, takenBackFen: 0n, setOffFen: 0n, elsewhereFen: 0n });
  expect(seen.own).toMatchObject({ baseFen: 100_000_000n, amountFen: 3_000_000n });
});

test('a correction makes only the difference due, less the credit that waits', () => {
  const filed = state();
  const booked = { raisedFen: 3_000_000n, creditedFen: 0n };
  const on = { ...filed, facts: [...filed.facts, reportFact(filed, report())], booked };
  const more = report({ grossFen: 120_000_000n, corrects: 1 });
  expect(statementPreview({ ...on, creditFen: 100_000n }, more)).toMatchObject({
    dueFen: 600_000n,
    setOffFen: 100_000n,
  });
  const less = report({ grossFen: 80_000_000n, corrects: 1 });
  expect(statementPreview(on, less)).toMatchObject({ dueFen: 0n, takenBackFen: 600_000n });
});

test('a claim that stands open and is due first takes the credit; what the report itself takes back is set off with it', () => {
  const older = { id: 'old', dueOn: '2026-11-01', at: 1, payableFen: 80_000n, milestone: null };
  const standing = { ...older, isTakenBack: false, isContested: false };
  expect(statementPreview(state({}, { creditFen: 100_000n, open: [standing] }), report()).setOffFen).toBe(20_000n);
  const contested = { ...standing, isContested: true };
  expect(statementPreview(state({}, { creditFen: 100_000n, open: [contested] }), report()).setOffFen).toBe(100_000n);
});

test('a baseline is cut to the days of a short period, as the books cut it', () => {
  // 67 of the 90 days of 2026Q1: 900,000.00 becomes 670,000.00.
  const seen = statementPreview(state({ baselineFen: 90_000_000n }), report({ period: '2026Q1' }));
  expect(seen.own?.baseFen).toBe(33_000_000n);
});

test('the cap counts what was charged, and says what is left', () => {
  const given = state({ capFen: 50_000_000n });
  const facts: ContractFact[] = [
    ...given.facts,
    { kind: 'opening_balance', on: signedOn, chargedFen: 49_000_000n, baseFen: 0n },
  ];
  expect(statementPreview({ ...given, facts }, report())).toMatchObject({
    dueFen: 1_000_000n,
    capReached: true,
    capRemainingFen: 0n,
  });
});

test('property: what the preview promises is what the books hold once the report is in them', () => {
  const fen = fc.bigInt({ min: -50_000_000n, max: 300_000_000n });
  fc.assert(
    fc.property(fen, fen, fc.bigInt({ min: 0n, max: 20_000_000n }), (first, second, capExtra) => {
      const empty = state({ capFen: 5_000_000n + capExtra, yearlyMinimumFen: 1_000_000n });
      const one = statementPreview(empty, report({ period: '2026Q1', grossFen: first }));
      const filed: RoyaltyState = {
        ...empty,
        facts: [...empty.facts, reportFact(empty, report({ period: '2026Q1', grossFen: first }))],
        booked: { raisedFen: one.dueFen, creditedFen: one.takenBackFen },
      };
      const two = statementPreview(filed, report({ grossFen: second }));
      const facts = [...filed.facts, reportFact(filed, report({ grossFen: second }))];
      const booked = {
        raisedFen: one.dueFen + two.dueFen,
        creditedFen: one.takenBackFen + two.takenBackFen,
      };
      expect(royaltyBooks(filed.terms, facts, filed.asOf, booked)).toMatchObject({ dueFen: 0n, takenBackFen: 0n });
      expect(booked.raisedFen - booked.creditedFen).toBeLessThanOrEqual(5_000_000n + capExtra);
    }),
  );
});

test('a credit is told to settle the milestone that a report reaches, too, the earliest due first', () => {
  const stone: SalesMilestone = {
    state: 'pending',
    position: 2,
    name: '销售达标',
    amountFen: 18_000_000n,
    triggerFen: 150_000_000n,
    chargedFen: 0n,
    payWithinDays: 30,
    disputedSide: null,
    disputedOn: null,
    sent: [],
  };
  const sales = { soldFen: 60_000_000n, soldOf: {}, milestones: [stone], closedOn: null };
  const settled = (payWithinDays: number, creditFen: bigint) => {
    const seen = statementPreview(state({ payWithinDays }, { creditFen, sales }), report());
    return [seen.setOffFen, seen.milestones[0]?.setOffFen];
  };
  // 30,000.00 of royalty and 180,000.00 of the milestone fall due.
  expect(settled(20, 14_220_000n)).toEqual([3_000_000n, 11_220_000n]);
  expect(settled(30, 14_220_000n)).toEqual([3_000_000n, 11_220_000n]);
  expect(settled(60, 18_100_000n)).toEqual([100_000n, 18_000_000n]);
  expect(settled(60, 0n)).toEqual([0n, 0n]);
});

test('a milestone gives back what it was charged, the rest is royalties; the cap is as far away as both leave it', () => {
  const given = state({ capFen: 32_000_000n });
  const filed = { ...given, facts: [...given.facts, reportFact(given, report({ grossFen: 200_000_000n }))] };
  const opening: ContractFact = {
    kind: 'opening_balance',
    on: signedOn,
    id: 'm',
    chargedFen: 30_000_000n,
    baseFen: 0n,
  };
  const stone: SalesMilestone = {
    state: 'accepted',
    position: 1,
    name: '销售达标',
    amountFen: 30_000_000n,
    triggerFen: 150_000_000n,
    chargedFen: 26_000_000n,
    payWithinDays: 30,
    disputedSide: null,
    disputedOn: null,
    sent: [],
  };
  const on: RoyaltyState = {
    ...filed,
    facts: [...filed.facts, opening],
    booked: { raisedFen: 6_000_000n, creditedFen: 0n, milestonesFen: 26_000_000n },
    sales: { soldFen: 200_000_000n, soldOf: { '2026Q2': 200_000_000n }, milestones: [stone], closedOn: null },
  };
  const seen = statementPreview(on, report({ corrects: 1 }));
  // 30,000.00 are left of 320,000.00.
  expect(seen).toMatchObject({ takenBackFen: 3_000_000n, capRemainingFen: 29_000_000n });
  expect(seen.milestones).toMatchObject([{ kind: 'taken_back', fen: 26_000_000n }]);
});
