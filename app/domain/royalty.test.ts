import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newTerms, type RateSchedule, type RoyaltyTerms } from './contract.ts';
import { computeRoyalty } from './royalty.ts';

const yuan = (n: number): bigint => BigInt(Math.round(n * 100));
const terms = (change: Partial<RoyaltyTerms> = {}): RoyaltyTerms => ({ ...newTerms.royalty!, ...change });
const royalty = (change: Partial<Parameters<typeof computeRoyalty>[0]> = {}) =>
  computeRoyalty({
    grossFen: 0n,
    deductionsFen: [],
    terms: terms(),
    contractYear: 1,
    alreadyChargedFen: 0n,
    ...change,
  });

const tiered: RateSchedule = {
  kind: 'tiered',
  tiers: [
    { fromFen: 0n, toFen: yuan(1_000_000), ratePpm: 30_000 },
    { fromFen: yuan(1_000_000), toFen: yuan(5_000_000), ratePpm: 25_000 },
    { fromFen: yuan(5_000_000), toFen: null, ratePpm: 20_000 },
  ],
};
const byYear: RateSchedule = { kind: 'by_year', ratesPpm: [50_000, 40_000, 30_000] };

describe('worked values', () => {
  test('3 %, gross 1,200,000.00, deductions 200,000.00 → 30,000.00', () => {
    const result = royalty({ grossFen: yuan(1_200_000), deductionsFen: [yuan(150_000), yuan(50_000)] });
    expect(result).toEqual({
      baseFen: yuan(1_000_000),
      allowedDeductionsFen: [yuan(150_000), yuan(50_000)],
      baselineFen: 0n,
      belowZeroFen: 0n,
      sublicenceFen: 0n,
      steps: [
        { fromFen: 0n, toFen: yuan(1_000_000), ratePpm: 30_000, sliceFen: yuan(1_000_000), amountFen: yuan(30_000) },
      ],
      beforeCapFen: yuan(30_000),
      dueFen: yuan(30_000),
      creditFen: 0n,
      capReached: false,
      capRemainingFen: null,
      floorAppliedFen: 0n,
    });
  });

  test('cap 500,000.00 with 490,000.00 used → 10,000.00, cap reached', () => {
    const capped = terms({ capFen: yuan(500_000) });
    const facts = { grossFen: yuan(1_200_000), deductionsFen: [yuan(200_000)], terms: capped };
    expect(royalty({ ...facts, alreadyChargedFen: yuan(490_000) })).toMatchObject({
      beforeCapFen: yuan(30_000),
      dueFen: yuan(10_000),
      capReached: true,
      capRemainingFen: 0n,
    });
    expect(royalty({ ...facts, alreadyChargedFen: yuan(500_000) })).toMatchObject({ dueFen: 0n, capReached: true });
    expect(royalty({ ...facts, alreadyChargedFen: yuan(470_000) })).toMatchObject({
      dueFen: yuan(30_000),
      capReached: true,
    });
    expect(royalty({ ...facts, alreadyChargedFen: yuan(469_999) })).toMatchObject({
      capReached: false,
      capRemainingFen: yuan(1),
    });
  });

  test('falling scale 5/4/3 % by contract year, year 2, base 800,000.00 → 32,000.00', () => {
    const facts = { grossFen: yuan(800_000), terms: terms({ schedule: byYear }) };
    expect(royalty({ ...facts, contractYear: 2 }).dueFen).toBe(yuan(32_000));
    expect([1, 3, 4, 9].map((contractYear) => royalty({ ...facts, contractYear }).dueFen)).toEqual([
      yuan(40_000),
      yuan(24_000),
      yuan(24_000),
      yuan(24_000),
    ]);
  });

  test.each([
    [3_647_600, 109_428],
    [5_873_534, 176_206.02],
    [8_448_536.7, 253_456.1],
    [120_000, 3_600],
  ])('net sales %s × 3 % = %s', (base, due) => expect(royalty({ grossFen: yuan(base) }).dueFen).toBe(yuan(due)));
});

describe('tiers', () => {
  test('each slice has its own rate', () => {
    const result = royalty({ grossFen: yuan(6_000_000), terms: terms({ schedule: tiered }) });
    expect(result.steps.map((step) => [step.sliceFen, step.amountFen])).toEqual([
      [yuan(1_000_000), yuan(30_000)],
      [yuan(4_000_000), yuan(100_000)],
      [yuan(1_000_000), yuan(20_000)],
    ]);
    expect(result.dueFen).toBe(yuan(150_000));
  });

  test('a slice that is not reached is not shown, on the edge nothing spills over', () => {
    expect(royalty({ grossFen: yuan(1_000_000), terms: terms({ schedule: tiered }) }).steps).toHaveLength(1);
    expect(royalty({ grossFen: yuan(1_000_000.01), terms: terms({ schedule: tiered }) }).steps).toHaveLength(2);
  });
});

describe('tiers that span more than a period', () => {
  const spanning: RateSchedule = { ...tiered, span: 'contract_year' };
  const whole: RateSchedule = { ...tiered, way: 'whole' };

  test('a period goes on where the year stood', () => {
    const result = royalty({
      grossFen: yuan(500_000),
      baseBeforeFen: yuan(800_000),
      terms: terms({ schedule: spanning }),
    });
    expect(result.steps.map((step) => [step.sliceFen, step.ratePpm])).toEqual([
      [yuan(200_000), 30_000],
      [yuan(300_000), 25_000],
    ]);
    expect(result.dueFen).toBe(yuan(13_500));
  });

  test('returns go back through the tiers they came by', () => {
    const facts = { baseBeforeFen: yuan(1_300_000), grossFen: -yuan(500_000), terms: terms({ schedule: spanning }) };
    expect(royalty(facts)).toMatchObject({ beforeCapFen: -yuan(13_500), creditFen: yuan(13_500) });
  });

  test('where the contract says so, all of it has the rate of the tier it reaches', () => {
    expect(royalty({ grossFen: yuan(1_000_000), terms: terms({ schedule: whole }) }).dueFen).toBe(yuan(30_000));
    expect(royalty({ grossFen: yuan(2_000_000), terms: terms({ schedule: whole }) }).dueFen).toBe(yuan(50_000));
    const second = royalty({
      grossFen: yuan(1_000_000),
      baseBeforeFen: yuan(1_000_000),
      terms: terms({ schedule: { ...whole, span: 'contract' } }),
    });
    expect(second.steps.map((step) => step.amountFen)).toEqual([yuan(50_000), -yuan(30_000)]);
    expect(second.dueFen).toBe(yuan(20_000));
  });

  test('periods that follow each other cost what the whole costs, but for the rounding of a slice', () => {
    const base = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
    fc.assert(
      fc.property(
        fc.array(base, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(spanning, whole),
        (bases, schedule) => {
          let before = 0n;
          let sum = 0n;
          for (const grossFen of bases) {
            sum += royalty({ grossFen, baseBeforeFen: before, terms: terms({ schedule }) }).beforeCapFen;
            before += grossFen;
          }
          const once = royalty({ grossFen: before, terms: terms({ schedule }) }).beforeCapFen;
          const apart = sum > once ? sum - once : once - sum;
          expect(apart).toBeLessThanOrEqual(schedule === whole ? 0n : BigInt(bases.length * 3));
        },
      ),
    );
  });
});

describe('deductions', () => {
  const capped = terms({
    deductions: [
      { name: '运输费', capPpm: 50_000 },
      { name: '税金', capPpm: null },
    ],
  });

  test('each is cut at its own share of the gross', () => {
    const result = royalty({ grossFen: yuan(1_000_000), deductionsFen: [yuan(80_000), yuan(60_000)], terms: capped });
    expect(result.allowedDeductionsFen).toEqual([yuan(50_000), yuan(60_000)]);
    expect(result.baseFen).toBe(yuan(890_000));
  });

  test('what is not agreed cannot be taken off, and none is negative', () => {
    const refused = (deductionsFen: bigint[]) => () => royalty({ grossFen: 1n, deductionsFen, terms: capped });
    expect(refused([0n, 0n, 1n])).toThrow(expect.objectContaining({ code: 'invalid', field: 'deductions[2]' }));
    expect(refused([-1n])).toThrow(expect.objectContaining({ code: 'invalid', field: 'deductions[0]' }));
    expect(royalty({ grossFen: 100n, deductionsFen: [0n, 0n, 0n], terms: capped }).baseFen).toBe(100n);
  });
});

describe('edges', () => {
  test('no sales cost nothing; more returns than sales are no debt but a credit at the same rate', () => {
    expect(royalty()).toMatchObject({ baseFen: 0n, steps: [], dueFen: 0n, creditFen: 0n });
    expect(royalty({ grossFen: -yuan(5_000) })).toMatchObject({
      baseFen: -yuan(5_000),
      steps: [{ sliceFen: -yuan(5_000), amountFen: -yuan(150) }],
      dueFen: 0n,
      creditFen: yuan(150),
    });
  });

  test('royalty.below_zero: deductions take off no more than was sold; what came back alone lies below nothing', () => {
    const taxed = terms({ deductions: [{ name: '税金', capPpm: null }], deductionsWithin: 'gross' });
    const facts = { grossFen: yuan(100), deductionsFen: [yuan(1_000_000)], terms: taxed };
    expect(royalty(facts)).toMatchObject({ baseFen: 0n, belowZeroFen: yuan(999_900), dueFen: 0n, creditFen: 0n });
    const back = { ...facts, grossFen: -yuan(5_000), deductionsFen: [yuan(20)] };
    expect(royalty(back)).toMatchObject({ baseFen: -yuan(5_000), belowZeroFen: yuan(20), creditFen: yuan(150) });
  });

  test('royalty.below_zero: terms signed without that rule give a credit for what deductions took off above the gross', () => {
    const { deductionsWithin: _, ...before } = terms({ deductions: [{ name: '退货', capPpm: null }] });
    const facts = { grossFen: yuan(100_000), deductionsFen: [yuan(600_000)], terms: before };
    expect(royalty(facts)).toMatchObject({ baseFen: -yuan(500_000), belowZeroFen: 0n, creditFen: yuan(15_000) });
    const grown = { ...before, baselineFen: yuan(10_000) };
    expect(royalty({ ...facts, terms: grown })).toMatchObject({ baseFen: -yuan(500_000), belowZeroFen: yuan(10_000) });
    const shared = { ...before, base: 'profit' as const };
    expect(royalty({ ...facts, terms: shared })).toMatchObject({ baseFen: 0n, creditFen: 0n });
  });

  test('royalty.baseline: below it, and for a loss, nothing is due and nothing is credited; returns are', () => {
    const grown = terms({ base: 'added_output', baselineFen: yuan(10_000) });
    const nothing = { baseFen: 0n, dueFen: 0n, creditFen: 0n };
    expect(royalty({ grossFen: yuan(4_000), terms: grown })).toMatchObject({ ...nothing, belowZeroFen: yuan(6_000) });
    const shared = terms({ base: 'profit' });
    expect(royalty({ grossFen: -yuan(1_000), terms: shared })).toMatchObject({ ...nothing, belowZeroFen: yuan(1_000) });
    expect(royalty({ grossFen: -yuan(1_000), terms: grown })).toMatchObject({ creditFen: yuan(30), dueFen: 0n });
  });

  test('only what exceeds the baseline counts, cut to the days of a short period', () => {
    const grown = terms({ base: 'added_output', baselineFen: yuan(300_000) });
    expect(royalty({ grossFen: yuan(1_000_000), terms: grown })).toMatchObject({
      baselineFen: yuan(300_000),
      baseFen: yuan(700_000),
      dueFen: yuan(21_000),
    });
    const days = { counted: 30, whole: 90, endedEarly: false };
    expect(royalty({ grossFen: yuan(1_000_000), terms: grown, days }).baselineFen).toBe(yuan(100_000));
  });

  test('what sub-licensees pay has its own share where one is agreed', () => {
    const facts = { grossFen: yuan(100_000), sublicenceFen: yuan(50_000) };
    expect(royalty({ ...facts, terms: terms({ sublicencePpm: 300_000 }) })).toMatchObject({
      sublicenceFen: yuan(15_000),
      dueFen: yuan(18_000),
    });
    expect(royalty(facts)).toMatchObject({ sublicenceFen: 0n, dueFen: yuan(3_000) });
  });

  test('a minimum is cut to the days when the contract ends early, and only then', () => {
    const least = terms({ minimumFen: yuan(9_000) });
    const days = { counted: 30, whole: 90 };
    expect(royalty({ terms: least, days: { ...days, endedEarly: true } }).dueFen).toBe(yuan(3_000));
    expect(royalty({ terms: least, days: { ...days, endedEarly: false } }).dueFen).toBe(yuan(9_000));
  });

  test('the minimum tops the sum up, the cap wins over it', () => {
    const withMinimum = terms({ minimumFen: yuan(50_000), capFen: yuan(60_000) });
    expect(royalty({ grossFen: yuan(1_000_000), terms: withMinimum })).toMatchObject({
      beforeCapFen: yuan(50_000),
      dueFen: yuan(50_000),
      floorAppliedFen: yuan(20_000),
    });
    expect(royalty({ terms: withMinimum, alreadyChargedFen: yuan(40_000) })).toMatchObject({
      dueFen: yuan(20_000),
      capReached: true,
    });
  });

  test('half a fen rounds up', () => {
    const half = terms({ schedule: { kind: 'flat', ratePpm: 10_000 } });
    expect(royalty({ grossFen: 50n, terms: half }).dueFen).toBe(1n);
    expect(royalty({ grossFen: 49n, terms: half }).dueFen).toBe(0n);
  });

  test('a year before the first and rates that are missing are refused', () => {
    expect(() => royalty({ contractYear: 0 })).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(() => royalty({ terms: terms({ schedule: { kind: 'by_year', ratesPpm: [] } }) })).toThrow(
      expect.objectContaining({ code: 'terms_invalid' }),
    );
  });
});

describe('whatever the terms', () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 13n });
  const rate = fc.integer({ min: 0, max: 400_000 });
  const schedule: fc.Arbitrary<RateSchedule> = fc.oneof(
    rate.map((ratePpm) => ({ kind: 'flat' as const, ratePpm })),
    fc.array(rate, { minLength: 1, maxLength: 5 }).map((ratesPpm) => ({ kind: 'by_year' as const, ratesPpm })),
    fc
      .tuple(
        fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 12n }), { maxLength: 4 }),
        fc.array(rate, { minLength: 5, maxLength: 5 }),
      )
      .map(([edges, rates]) => {
        const sorted = [0n, ...edges.sort((a, b) => (a < b ? -1 : 1))];
        const tiers = sorted.map((fromFen, i) => ({ fromFen, toFen: sorted[i + 1] ?? null, ratePpm: rates[i] ?? 0 }));
        return { kind: 'tiered' as const, tiers };
      }),
  );
  const maybe = fc.option(money);
  const someTerms = fc.record({ schedule, minimumFen: maybe, capFen: maybe }).map(terms);

  test('more sales never cost less, and the same facts always cost the same', () => {
    fc.assert(
      fc.property(
        someTerms,
        money,
        money,
        fc.integer({ min: 1, max: 12 }),
        money,
        (t, a, more, contractYear, alreadyChargedFen) => {
          const facts = { terms: t, contractYear, alreadyChargedFen };
          const less = royalty({ ...facts, grossFen: a });
          expect(royalty({ ...facts, grossFen: a + more }).dueFen).toBeGreaterThanOrEqual(less.dueFen);
          expect(royalty({ ...facts, grossFen: a })).toEqual(less);
        },
      ),
    );
  });

  test('slices cover the base, the sum is never negative, never over the cap, never below the minimum before it', () => {
    fc.assert(
      fc.property(
        someTerms,
        fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
        money,
        (t, grossFen, alreadyChargedFen) => {
          const result = royalty({ grossFen, terms: t, alreadyChargedFen });
          const covered = result.steps.reduce((sum, step) => sum + step.sliceFen, 0n);
          expect(covered).toBe(grossFen);
          expect(result.dueFen).toBeGreaterThanOrEqual(0n);
          if (result.beforeCapFen < 0n) expect(result.dueFen).toBe(0n);
          if ((t.minimumFen ?? 0n) > 0n) expect(result.beforeCapFen).toBeGreaterThanOrEqual(t.minimumFen ?? 0n);
          if (t.capFen !== null && alreadyChargedFen <= t.capFen) {
            const charged = alreadyChargedFen + result.dueFen - result.creditFen;
            expect(charged).toBeLessThanOrEqual(t.capFen);
            expect(result.capReached).toBe(charged === t.capFen);
            expect(result.capRemainingFen).toBe(t.capFen - charged);
          }
        },
      ),
    );
  });

  test('period after period the cap is used up exactly', () => {
    fc.assert(
      fc.property(fc.array(money, { minLength: 1, maxLength: 20 }), money, (sales, capFen) => {
        const dues = sales.reduce<bigint[]>((all, grossFen) => {
          const alreadyChargedFen = all.reduce((a, b) => a + b, 0n);
          return [...all, royalty({ grossFen, terms: terms({ capFen }), alreadyChargedFen }).dueFen];
        }, []);
        const uncapped = sales.reduce((sum, grossFen) => sum + royalty({ grossFen }).dueFen, 0n);
        expect(dues.reduce((a, b) => a + b, 0n)).toBe(uncapped < capFen ? uncapped : capFen);
      }),
    );
  });
});
