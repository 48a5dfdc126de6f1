import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Claim, computeClaims } from './compute-claims.ts';
import { computeContract } from './compute-contract.ts';
import type { ContractFact } from './compute-facts.ts';
import { aMilestone, signed, someTerms } from './compute-for-tests.ts';
import type { StepRule } from './compute-steps.ts';
import type { PayLaterTerms, RateSchedule, RoyaltyTerms } from './contract.ts';
import { addDays, addMonths } from './days.ts';
import type { Fen } from './money.ts';

const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((a, b) => a + b, 0n);
const totalOf = (claims: readonly Claim[]): Fen => sum(claims.map(({ amountFen }) => amountFen));
const signedOn = '2026-01-01';
/** Long after every period of these facts was reported and every year ended. */
const afterAll = '2033-01-01';
const periods = Array.from({ length: 8 }, (_, i) => {
  const startOn = addMonths(signedOn, i * 3);
  return { key: `${startOn.slice(0, 4)}Q${(i % 4) + 1}`, startOn, endOn: addDays(addMonths(startOn, 3), -1) };
});

const money = fc.bigInt({ min: 1n, max: 10n ** 10n });
const sales = fc.oneof(
  { weight: 5, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 10n }) },
  { weight: 1, arbitrary: fc.constant(0n) },
  { weight: 1, arbitrary: fc.bigInt({ min: -(10n ** 9n), max: 0n }) },
);
const rate = fc.integer({ min: 0, max: 400_000 });
const schedule: fc.Arbitrary<RateSchedule> = fc.oneof(
  rate.map((ratePpm) => ({ kind: 'flat' as const, ratePpm })),
  fc.array(rate, { minLength: 1, maxLength: 4 }).map((ratesPpm) => ({ kind: 'by_year' as const, ratesPpm })),
  fc
    .record({
      edges: fc.uniqueArray(money, { maxLength: 3 }),
      rates: fc.array(rate, { minLength: 4, maxLength: 4 }),
      way: fc.constantFrom('marginal' as const, 'whole' as const),
      span: fc.constantFrom('period' as const, 'contract_year' as const, 'contract' as const),
    })
    .map(({ edges, rates, way, span }) => {
      const sorted = [0n, ...edges.sort((a, b) => (a < b ? -1 : 1))];
      const tiers = sorted.map((fromFen, i) => ({ fromFen, toFen: sorted[i + 1] ?? null, ratePpm: rates[i] ?? 0 }));
      return { kind: 'tiered' as const, tiers, way, span };
    }),
);
/** Rates from a period on, as a change agrees them: tiers that give all of it one rate count one period only. */
const later: fc.Arbitrary<NonNullable<RoyaltyTerms['later']>> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: periods.length - 1 }), { maxLength: 3 }),
    fc.array(
      fc.record({
        schedule: schedule.map((one) =>
          one.kind === 'tiered' && one.way === 'whole' ? { ...one, span: 'period' as const } : one,
        ),
        minimumFen: fc.option(fc.bigInt({ min: 0n, max: 10n ** 8n })),
        yearlyMinimumFen: fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n })),
      }),
      { minLength: 3, maxLength: 3 },
    ),
  )
  .map(([starts, rates]) =>
    starts
      .sort((a, b) => a - b)
      .flatMap((at, i) => {
        const { schedule, minimumFen, yearlyMinimumFen } = rates[i]!;
        const least = {
          ...(minimumFen !== null && { minimumFen }),
          ...(yearlyMinimumFen !== null && { yearlyMinimumFen }),
        };
        return [{ fromOn: periods[at]!.startOn, schedule, ...least }];
      }),
  );
const milestonesFen = 2n * 10n ** 9n;
const terms: fc.Arbitrary<PayLaterTerms> = fc
  .record({
    schedule,
    minimumFen: fc.option(fc.bigInt({ min: 1n, max: 10n ** 8n })),
    yearlyMinimumFen: fc.option(fc.bigInt({ min: 1n, max: 10n ** 9n })),
    minimumFromYear: fc.integer({ min: 1, max: 2 }),
    capFen: fc.option(fc.bigInt({ min: milestonesFen, max: 10n ** 10n })),
    deductions: fc.constant([{ name: '运输费', capPpm: 50_000 }]),
    sublicencePpm: fc.option(rate),
    later: fc.option(later, { nil: undefined }),
  })
  .map(({ later, ...royalty }) =>
    someTerms(
      {
        termYears: 2,
        milestones: [
          aMilestone({ amountFen: 10n ** 9n }),
          aMilestone({ amountFen: 10n ** 9n, trigger: 'sales_reached', triggerFen: 10n ** 10n }),
        ],
      },
      { ...royalty, ...(later && { later }) },
    ),
  );

const report = fc.record({ own: sales, other: sales, deductionFen: fc.bigInt({ min: 0n, max: 10n ** 9n }) });
type Report = typeof report extends fc.Arbitrary<infer T> ? T : never;
const content = ({ own, other, deductionFen }: Report) => ({
  lines: [
    { product: '甲', grossFen: own, by: 'licensee' as const },
    { product: '乙', grossFen: other, by: 'sublicensee' as const },
  ],
  deductions: [{ name: '运输费', amountFen: deductionFen }],
});

/** What a period was reported as: on which day, and then corrected again and again; the last one is the truth. */
const history = fc.record({
  reports: fc.array(report, { minLength: 1, maxLength: 4 }),
  filedAfter: fc.integer({ min: 1, max: 90 }),
  isEstimate: fc.boolean(),
  gap: fc.integer({ min: 0, max: 400 }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;
const histories = fc.array(history, { minLength: 1, maxLength: periods.length });

function factsOf(all: readonly History[], onlyTruth = false): ContractFact[] {
  return all.flatMap(({ reports, filedAfter, isEstimate, gap }, i): ContractFact[] => {
    const period = periods[i]?.key ?? '';
    const on = addDays(periods[i]?.endOn ?? signedOn, filedAfter);
    const truth = reports.at(-1)!;
    if (onlyTruth) return [{ kind: 'statement', on, period, ...content(truth), isEstimate: false }];
    const first = { kind: 'statement' as const, on, period, ...content(reports[0]!) };
    return [
      { ...first, isEstimate: isEstimate && reports.length > 1 },
      ...reports
        .slice(1)
        .map((one, n): ContractFact =>
          isEstimate && n === 0
            ? { ...first, ...content(one), on: addDays(on, gap), isEstimate: false }
            : { kind: 'restatement', on: addDays(on, gap * (n + 1)), period, ...content(one), n: n + 1 },
        ),
    ];
  });
}
const course: ContractFact[] = [signed(signedOn), { kind: 'milestone_accepted', on: '2026-05-01', milestone: 1 }];
const all = (given: readonly History[], onlyTruth = false) => [...course, ...factsOf(given, onlyTruth)];
const runs = { numRuns: 60 };

describe('whatever the terms and the facts', () => {
  test('any sequence of restatements ends at the same total as filing the truth once', () => {
    fc.assert(
      fc.property(terms, histories, (t, given) => {
        const corrected = computeClaims(t, all(given), { asOf: afterAll });
        expect(totalOf(corrected)).toBe(totalOf(computeClaims(t, all(given, true), { asOf: afterAll })));
      }),
      runs,
    );
  });

  test('the order of the facts does not matter, nor that they are told twice', () => {
    const shuffled = histories.chain((given) =>
      fc.tuple(fc.constant(all(given)), fc.shuffledSubarray([...all(given), ...all(given)], { minLength: 0 })),
    );
    fc.assert(
      fc.property(terms, shuffled, (t, [facts, some]) => {
        const once = computeContract(t, facts, { asOf: afterAll });
        expect(computeContract(t, [...some, ...facts], { asOf: afterAll })).toEqual(once);
        expect(computeContract(t, facts.toReversed(), { asOf: afterAll })).toEqual(once);
      }),
      { numRuns: 30 },
    );
  });

  test('the day on which a period is reported changes no total', () => {
    fc.assert(
      fc.property(terms, histories, fc.integer({ min: 1, max: 90 }), (t, given, filedAfter) => {
        const moved = given.map((one, i) => ({ ...one, filedAfter: ((filedAfter * (i + 7)) % 90) + 1 }));
        const total = totalOf(computeClaims(t, all(given, true), { asOf: afterAll }));
        expect(totalOf(computeClaims(t, all(moved, true), { asOf: afterAll }))).toBe(total);
      }),
      runs,
    );
  });

  test('royalties that await delivery come to what they do where its day is agreed as their first, and to nothing before', () => {
    fc.assert(
      fc.property(terms, histories, fc.integer({ min: 0, max: 500 }), (t, given, after) => {
        const on = addDays(signedOn, after);
        const awaiting = { ...t, deliverables: ['工艺包'] };
        const agreed = { ...t, royalty: { ...t.royalty!, startsOn: on } };
        const facts = all(given, true);
        const claims = computeClaims(awaiting, [...facts, { kind: 'delivered', on }], { asOf: afterAll });
        expect(totalOf(claims)).toBe(totalOf(computeClaims(agreed, facts, { asOf: afterAll })));
        expect(claims.filter(({ period, arisesOn }) => period !== null && arisesOn < on)).toEqual([]);
        const never = computeClaims(awaiting, facts, { asOf: afterAll });
        expect(never.map(({ kind }) => kind)).toEqual(['milestone']);
      }),
      runs,
    );
  });

  test('never over the cap, at no moment', () => {
    fc.assert(
      fc.property(terms, histories, money, (t, given, capOver) => {
        const capFen = milestonesFen + capOver;
        const capped = { ...t, royalty: { ...t.royalty!, capFen } };
        let charged = 0n;
        for (const { amountFen } of computeClaims(capped, all(given), { asOf: afterAll })) {
          charged += amountFen;
          expect(charged).toBeLessThanOrEqual(capFen);
        }
        const free = totalOf(
          computeClaims({ ...t, royalty: { ...t.royalty!, capFen: null } }, all(given), { asOf: afterAll }),
        );
        expect(charged).toBe(free < capFen ? free : capFen);
      }),
      runs,
    );
  });

  test('never below the minimum of a year that is over', () => {
    fc.assert(
      fc.property(terms, histories, fc.bigInt({ min: 1n, max: 10n ** 9n }), (t, given, yearlyMinimumFen) => {
        const later = (t.royalty!.later ?? []).map(({ fromOn, schedule }) => ({ fromOn, schedule }));
        const least = { ...t, royalty: { ...t.royalty!, yearlyMinimumFen, capFen: null, later } };
        const claims = computeClaims(least, all(given), { asOf: afterAll });
        for (const year of [1, 2].filter((one) => one >= (least.royalty.minimumFromYear ?? 2))) {
          const ofYear = claims.filter(({ contractYear }) => contractYear === year);
          expect(totalOf(ofYear)).toBeGreaterThanOrEqual(yearlyMinimumFen);
        }
      }),
      runs,
    );
  });

  test('other rates from a period on change no sum of the periods before it', () => {
    fc.assert(
      fc.property(terms, histories, later, (t, given, rates) => {
        const fromOn = rates[0]?.fromOn ?? afterAll;
        const before = periods.filter(({ startOn }) => startOn < fromOn).map(({ key }) => key);
        const uncapped = { ...t.royalty!, capFen: null };
        const costOf = (royalty: RoyaltyTerms) => {
          const claims = computeClaims({ ...t, royalty }, all(given), { asOf: afterAll });
          return before.map((key) => totalOf(claims.filter(({ period }) => period === key)));
        };
        const { later: _, ...first } = uncapped;
        expect(costOf({ ...first, later: rates })).toEqual(costOf(first));
      }),
      runs,
    );
  });

  test('nothing is negative but a credit line, and a credit is', () => {
    fc.assert(
      fc.property(terms, histories, (t, given) => {
        for (const { kind, amountFen, dueOn } of computeClaims(t, all(given), { asOf: afterAll })) {
          expect(amountFen < 0n).toBe(kind === 'credit');
          if (kind === 'credit') expect(dueOn).toBeNull();
        }
      }),
      runs,
    );
  });

  test('what was due once stands: a later day only adds lines', () => {
    fc.assert(
      fc.property(terms, histories, fc.integer({ min: 0, max: 1500 }), (t, given, days) => {
        const asOf = addDays(signedOn, days);
        const sooner = computeClaims(t, all(given), { asOf });
        expect(computeClaims(t, all(given), { asOf: afterAll }).slice(0, sooner.length)).toEqual(sooner);
      }),
      runs,
    );
  });

  test('the steps of a sum sum to it', () => {
    const toBase: readonly StepRule[] = ['gross', 'sublicensee_sales', 'deduction', 'baseline', 'below_zero'];
    const aside: readonly StepRule[] = [...toBase, 'base', 'deduction_over_cap'];
    fc.assert(
      fc.property(terms, histories, (t, given) => {
        for (const { steps, amountFen } of computeClaims(t, all(given), { asOf: afterAll })) {
          const amounts = (isCounted: (rule: StepRule) => boolean) =>
            sum(steps.filter(({ rule }) => isCounted(rule)).map((step) => step.amountFen));
          expect(amounts((rule) => !aside.includes(rule))).toBe(amountFen);
          const base = steps.find(({ rule }) => rule === 'base');
          if (base) expect(amounts((rule) => toBase.includes(rule))).toBe(base.amountFen);
        }
      }),
      runs,
    );
  });

  test('money is neither made nor lost: received, used, advance and open agree', () => {
    const receipt = fc.record({ day: fc.integer({ min: 0, max: 1500 }), amountFen: money, back: fc.option(money) });
    fc.assert(
      fc.property(terms, histories, fc.array(receipt, { maxLength: 6 }), (t, given, paid) => {
        const receipts = paid.flatMap(({ day, amountFen, back }, i): ContractFact[] => {
          const on = addDays(signedOn, day);
          const id = `r${i}`;
          const money = { kind: 'receipt' as const, on, id, amountFen, claim: null };
          if (back === null) return [money];
          const backFen = back < amountFen ? back : amountFen;
          return [money, { kind: 'receipt_returned', on: addDays(on, 9), receipt: id, amountFen: backFen }];
        });
        const { obligations, advanceFen } = computeContract(t, [...all(given), ...receipts], { asOf: afterAll });
        const principal = obligations.filter(({ kind }) => kind !== 'interest');
        const credits = principal.filter(({ kind }) => kind === 'credit');
        const claims = principal.filter(({ kind }) => kind !== 'credit');
        const inFen = sum(receipts.map((fact) => (fact.kind === 'receipt' ? fact.amountFen : 0n)));
        const outFen = sum(receipts.map((fact) => (fact.kind === 'receipt_returned' ? (fact.amountFen ?? 0n) : 0n)));
        expect(sum(claims.map(({ receivedFen }) => receivedFen)) + advanceFen).toBe(inFen - outFen);
        expect(sum(claims.map(({ creditedFen }) => creditedFen))).toBe(
          sum(credits.map(({ creditedFen }) => creditedFen)),
        );
        for (const { amountFen, receivedFen, creditedFen, openFen } of claims) {
          expect(openFen).toBe(amountFen - receivedFen - creditedFen);
          expect(openFen).toBeGreaterThanOrEqual(0n);
        }
        for (const { openFen } of credits) expect(openFen).toBeLessThanOrEqual(0n);
      }),
      { numRuns: 40 },
    );
  });
});
