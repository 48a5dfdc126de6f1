import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeClaims } from './compute-claims.ts';
import { computeContract } from './compute-contract.ts';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone, signed, sold, someTerms, yuan } from './compute-for-tests.ts';
import { addDays, addMonths, type Day, diffDays } from './days.ts';
import { divideHalfUp, type Fen } from './money.ts';

const signedOn = '2026-02-15';
const afterAll = '2036-01-01';
const dayAfter = (from: Day, max: number) => fc.integer({ min: 0, max }).map((n) => addDays(from, n));
const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((a, b) => a + b, 0n);
const runs = { numRuns: 60 };

test('trial.conduct: paying no more than the debt of the trial, or anything after the last day to decide, revives nothing', () => {
  const terms = someTerms(
    { trial: { months: 3, extensionMonths: 0 }, milestones: [aMilestone({ amountFen: 1000n })] },
    { yearlyMinimumFen: yuan(10_000), minimumFromYear: 1 },
  );
  const course: ContractFact[] = [signed(signedOn), { kind: 'milestone_accepted', on: '2026-03-01', milestone: 1 }];
  const receipt = fc.record({ on: dayAfter('2026-03-01', 900), part: fc.bigInt({ min: 1n, max: 250n }) });
  fc.assert(
    fc.property(fc.array(receipt, { maxLength: 4 }), fc.boolean(), (paid, isNamed) => {
      const receipts = paid.map(({ on, part }, i): ContractFact => ({
        kind: 'receipt',
        on,
        id: `r${i}`,
        amountFen: part,
        claim: isNamed ? 'milestone:1' : null,
      }));
      const claims = computeClaims(terms, [...course, ...receipts], { asOf: afterAll });
      expect(claims.map(({ key }) => key)).toEqual(['milestone:1']);
    }),
    runs,
  );
});

test('royalty.minimum: whatever the period and the day of the end, each day of the contract carries its part', () => {
  const period = fc.constantFrom('month' as const, 'quarter' as const, 'half_year' as const, 'year' as const);
  fc.assert(
    fc.property(period, dayAfter(signedOn, 1500), (kind, on) => {
      const wholeFen = yuan(10_000);
      const terms = someTerms({}, { period: kind, yearlyMinimumFen: wholeFen, minimumFromYear: 1 });
      const claims = computeClaims(terms, [signed(signedOn), { kind: 'termination', on }], { asOf: afterAll });
      const years = [0, 1, 2, 3, 4].map(
        (n) => [addMonths(signedOn, n * 12), addMonths(signedOn, n * 12 + 12)] as const,
      );
      const expected = years.map(([from, next]) => {
        const counted = Math.min(diffDays(from, next), diffDays(from, on) + 1);
        return counted <= 0 ? 0n : divideHalfUp(wholeFen * BigInt(counted), BigInt(diffDays(from, next)));
      });
      expect(sum(claims.map(({ amountFen }) => amountFen))).toBe(sum(expected));
    }),
    runs,
  );
});

test('termination, patent.lost_day: what is said of a milestone after the end changes no sum', () => {
  const kinds = ['milestone_submitted', 'milestone_accepted', 'milestone_rejected', 'milestone_disputed'] as const;
  const deed = fc.record({ kind: fc.constantFrom(...kinds), on: dayAfter('2026-06-01', 400) });
  const end = fc.constantFrom('termination' as const, 'patent_lost' as const);
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 5 }), end, (deeds, kind) => {
      const before: ContractFact[] = [
        signed(signedOn),
        { kind: 'milestone_submitted', on: '2026-05-25', milestone: 1 },
        { kind, on: '2026-06-01' },
      ];
      const after = deeds.filter(({ on }) => on > '2026-06-01').map((one): ContractFact => ({ ...one, milestone: 1 }));
      const terms = someTerms({ milestones: [aMilestone()] });
      expect(computeClaims(terms, [...before, ...after], { asOf: afterAll })).toEqual([]);
    }),
    runs,
  );
});

test('royalty.buy_out: milestones cost the same with it and without it', () => {
  const stones = [aMilestone(), aMilestone({ trigger: 'on_date', triggerOn: '2026-09-01' })];
  const terms = someTerms({ milestones: stones }, { buyOut: { priceFen: yuan(5_000), creditsRoyalties: true } });
  fc.assert(
    fc.property(dayAfter(signedOn, 500), dayAfter(signedOn, 500), (boughtOn, submittedOn) => {
      const deed: ContractFact = { kind: 'milestone_submitted', on: submittedOn, milestone: 1 };
      const ofMilestones = (facts: ContractFact[]) =>
        computeClaims(terms, [signed(signedOn), deed, ...facts], { asOf: afterAll })
          .filter(({ milestone }) => milestone !== null)
          .map(({ key, amountFen, arisesOn, dueOn }) => [key, amountFen, arisesOn, dueOn]);
      expect(ofMilestones([{ kind: 'buy_out', on: boughtOn }])).toEqual(ofMilestones([]));
    }),
    runs,
  );
});

test('royalty.baseline: sales make no credit, whatever the baseline; a loss makes none where profit is shared', () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 10n });
  const base = fc.constantFrom('added_output' as const, 'profit' as const);
  fc.assert(
    fc.property(base, money, fc.array(money, { minLength: 1, maxLength: 4 }), (kind, baselineFen, gross) => {
      const facts = gross.map((amount, i) => {
        const grossFen = kind === 'profit' && i % 2 === 0 ? -amount : amount;
        return sold(`2027Q${i + 1}`, addDays('2027-04-10', i * 95), [{ product: '', grossFen, by: 'licensee' }]);
      });
      for (const { amountFen } of computeClaims(
        someTerms({}, { base: kind, baselineFen }),
        [signed(signedOn), ...facts],
        {
          asOf: afterAll,
        },
      ))
        expect(amountFen).toBeGreaterThanOrEqual(0n);
    }),
    runs,
  );
});

test('royalty.restatement: nothing is due before it arises, and no interest is counted before the due day', () => {
  const terms = someTerms({}, { yearlyMinimumFen: yuan(10_000), minimumFromYear: 1 });
  const gross = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(gross, gross, dayAfter('2026-04-10', 1200), (first, second, on) => {
      const lines = [{ product: '', grossFen: yuan(second), by: 'licensee' as const }];
      const facts: ContractFact[] = [
        signed(signedOn),
        sold('2026Q1', '2026-04-10', first),
        { kind: 'restatement', on, period: '2026Q1', n: 1, lines, deductions: [] },
      ];
      const { obligations } = computeContract(terms, facts, { asOf: afterAll });
      for (const { key, kind, arisesOn, dueOn } of obligations) {
        const claim = obligations.find((one) => `interest:${one.key}` === key);
        if (kind === 'interest') expect(arisesOn > (claim?.dueOn ?? '9999')).toBe(true);
        // What an overdue report leaves arises the day after its last one, from which the days to pay run; what a correction does, with it.
        else if (kind === 'minimum' && arisesOn !== on) expect(dueOn).toBe(addDays(arisesOn, 29));
        else if (dueOn !== null && arisesOn === on && kind === 'minimum')
          expect([addDays(arisesOn, 29), addDays(arisesOn, 30)]).toContain(dueOn);
        else if (dueOn !== null) expect(dueOn).toBe(addDays(arisesOn, 30));
      }
    }),
    runs,
  );
});

test('milestone.sales: the same sales of the time before the end cost the same, reported before it or after', () => {
  const end = fc.constantFrom('termination' as const, 'patent_lost' as const);
  const gross = fc.array(fc.integer({ min: 0, max: 900_000 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(
      gross,
      end,
      fc.nat(200),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      (sales, kind, wait, late) => {
        const milestones = [aMilestone({ amountFen: 7n, trigger: 'sales_reached', triggerFen: yuan(1_000_000) })];
        const terms = someTerms({ milestones });
        const quarters = ['2026Q1', '2026Q2', '2026Q3'];
        const lasts = ['2026-03-31', '2026-06-30', '2026-09-30'];
        const course = (isLate: (i: number) => boolean): ContractFact[] => [
          signed(signedOn),
          { kind, on: '2026-10-20' },
          ...quarters.map((key, i) =>
            sold(key, isLate(i) ? addDays('2026-10-21', wait) : addDays(lasts[i]!, 5), sales[i]!),
          ),
        ];
        const total = (facts: readonly ContractFact[]) =>
          sum(computeClaims(terms, facts, { asOf: afterAll }).map(({ amountFen }) => amountFen));
        expect(total(course((i) => late[i]!))).toBe(total(course(() => false)));
      },
    ),
    runs,
  );
});
