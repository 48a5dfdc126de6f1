import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MilestoneTerms, newTerms, type PayLaterTerms, type RoyaltyTerms } from './contract.ts';
import { addDays } from './days.ts';
import { forecast, spreadSales } from './forecast.ts';
import { royaltyPeriods } from './schedule.ts';

const milestone = (change: Partial<MilestoneTerms> = {}): MilestoneTerms => ({
  name: '技术验证通过',
  trigger: 'tech_validated',
  triggerFen: null,
  triggerOn: null,
  criteria: '浸出率不低于 98%',
  evidence: '检测报告',
  amountFen: 30_000_000n,
  payWithinDays: 30,
  acceptWithinDays: 15,
  ...change,
});
const terms = (change: Partial<PayLaterTerms> = {}, royalty: Partial<RoyaltyTerms> = {}): PayLaterTerms => ({
  ...newTerms,
  termYears: 2,
  trial: { months: 6, extensionMonths: 0 },
  milestones: [milestone(), milestone({ name: '中试完成', trigger: 'prototype_done', amountFen: 40_000_000n })],
  royalty: { ...newTerms.royalty!, ...royalty },
  ...change,
});
const facts = { signedOn: '2026-01-24' };
const yuan = (n: number): bigint => BigInt(Math.round(n * 100));

describe('the forecast', () => {
  const capped = terms({ termYears: 5 }, { startsOn: '2027-01-01', capFen: yuan(1_000_000) });

  test('adds milestones and royalties up to the cap', () => {
    const result = forecast(capped, {
      ...facts,
      salesByPeriodFen: [yuan(5_000_000), yuan(4_000_000), yuan(6_000_000)],
    });
    expect(
      result.rows.map(({ royaltyFen, cumulativeFen, capReached }) => [royaltyFen, cumulativeFen, capReached]),
    ).toEqual([
      [yuan(150_000), yuan(850_000), false],
      [yuan(120_000), yuan(970_000), false],
      [yuan(30_000), yuan(1_000_000), true],
    ]);
    expect(result).toMatchObject({
      milestonesFen: yuan(700_000),
      salesFen: yuan(15_000_000),
      royaltyFen: yuan(300_000),
      totalFen: yuan(1_000_000),
      capReachedIn: '2027Q3',
    });
  });

  test('a milestone of cumulative sales is paid with the period that reaches them, or not at all', () => {
    const bySales = terms(
      {
        termYears: 5,
        milestones: [
          milestone(),
          milestone({ trigger: 'sales_reached', triggerFen: yuan(5_000_000), amountFen: 40_000_000n }),
        ],
      },
      { startsOn: '2027-01-01', capFen: null },
    );
    const of = (sales: number[]) => forecast(bySales, { ...facts, salesByPeriodFen: sales.map(yuan) });
    const late = of([1_500_000, 3_499_999.99, 0.01]);
    expect(late.rows.map(({ milestonesFen }) => milestonesFen)).toEqual([0n, 0n, 40_000_000n]);
    expect(late).toMatchObject({ atOnceFen: 30_000_000n, milestonesFen: 70_000_000n, missedFen: 0n, goesOn: true });
    expect(late.rows[0]?.cumulativeFen).toBe(30_000_000n + yuan(45_000));
    expect(late.totalFen).toBe(70_000_000n + yuan(150_000));
    expect(of([4_999_999.99])).toMatchObject({ milestonesFen: 30_000_000n, missedFen: 40_000_000n });
    expect(of([5_000_000]).rows[0]?.milestonesFen).toBe(40_000_000n);
  });

  test('falling rates follow the contract year', () => {
    const falling = terms(
      { termYears: 4, milestones: [] },
      { period: 'year', startsOn: '2027-02-01', schedule: { kind: 'by_year', ratesPpm: [50_000, 40_000, 30_000] } },
    );
    const sales = [yuan(800_000), yuan(800_000)];
    expect(forecast(falling, { ...facts, salesByPeriodFen: sales }).rows.map((row) => row.royaltyFen)).toEqual([
      yuan(32_000),
      yuan(32_000),
    ]);
    expect(forecast(falling, { signedOn: '2025-01-24', salesByPeriodFen: sales }).rows[0]?.royaltyFen).toBe(
      yuan(24_000),
    );
  });

  test('yearly sales are spread over the quarters by their days, to the fen', () => {
    const result = forecast(capped, { ...facts, yearlySalesFen: [yuan(3_650_000)] });
    expect(result.rows.map((row) => row.salesFen)).toEqual([
      yuan(900_000),
      yuan(910_000),
      yuan(920_000),
      yuan(920_000),
    ]);
    expect(result.salesFen).toBe(yuan(3_650_000));
  });

  test('a year the contract covers in part counts in part, and the rest is told', () => {
    const short = terms({ termYears: 1, milestones: [] }, { period: 'year' });
    const result = forecast(short, { signedOn: '2026-01-01', yearlySalesFen: [yuan(365)] });
    expect(result).toMatchObject({ salesFen: yuan(184), beyondFen: yuan(181) });
  });

  test('a year of royalties begins with the royalties, not in January', () => {
    const long = terms({ termYears: 4, milestones: [] }, { period: 'year', startsOn: '2027-11-21' });
    const result = forecast(long, { ...facts, yearlySalesFen: [yuan(366), yuan(365)] });
    expect(result.rows.map(({ period, salesFen }) => [period.key, salesFen])).toEqual([
      ['2027', yuan(41)],
      ['2028', yuan(325 + 41)],
      ['2029', yuan(324)],
    ]);
    expect(result.beyondFen).toBe(0n);
  });

  test('what is typed is spread without a fen lost or made', () => {
    const money = fc.bigInt({ min: 0n, max: 10n ** 13n });
    fc.assert(
      fc.property(
        fc.array(money, { maxLength: 8 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 3, max: 36 }),
        fc.constantFrom('month' as const, 'quarter' as const, 'half_year' as const, 'year' as const),
        fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2026-01-01', n)),
        (typed, termYears, months, period, signedOn) => {
          const given = terms({ termYears, milestones: [], trial: { months, extensionMonths: 0 } }, { period });
          const sum = typed.reduce((a, b) => a + b, 0n);
          const { salesFen, beyondFen } = spreadSales(typed, royaltyPeriods(given, { signedOn }));
          expect(salesFen.reduce((a, b) => a + b, beyondFen)).toBe(sum);
          const result = forecast(given, { signedOn, yearlySalesFen: typed });
          expect(result.salesFen + result.beyondFen).toBe(sum);
          // Years that lie wholly within the term lose nothing to what comes after it.
          if (typed.length * 12 + months <= termYears * 12) expect(result.beyondFen).toBe(0n);
        },
      ),
    );
  });

  test('tiers that span the year and the yearly minimum count', () => {
    const tiers = [
      { fromFen: 0n, toFen: yuan(5_000_000), ratePpm: 30_000 },
      { fromFen: yuan(5_000_000), toFen: null, ratePpm: 20_000 },
    ];
    const yearly = terms(
      { termYears: 3, milestones: [] },
      {
        startsOn: '2027-02-01',
        schedule: { kind: 'tiered', tiers, span: 'contract_year' },
        yearlyMinimumFen: yuan(250_000),
      },
    );
    const sales = [4_000_000, 4_000_000, 0, 0, 0].map(yuan);
    const rows = forecast(yearly, { ...facts, salesByPeriodFen: sales }).rows;
    // 4,000,000 at 3 %; then 1,000,000 at 3 % and 3,000,000 at 2 %; 2028Q1 begins in contract year 2 and ends it. Royalties
    // begin 8 days late in that year: 357 of its 365 days owe 244,520.55 of the minimum, as the engine charges it.
    expect(rows.map((row) => row.royaltyFen)).toEqual([yuan(120_000), yuan(90_000), 0n, 0n, 3_452_055n]);
  });

  test('no sales and no royalty: the milestones remain', () => {
    expect(forecast(capped, facts)).toMatchObject({
      rows: [],
      royaltyFen: 0n,
      totalFen: yuan(700_000),
      capReachedIn: null,
    });
    expect(forecast(terms({ royalty: null }), { ...facts, yearlySalesFen: [yuan(1)] }).totalFen).toBe(yuan(700_000));
  });

  test('never more than the cap, and the rows add up', () => {
    const money = fc.bigInt({ min: 0n, max: 10n ** 11n });
    fc.assert(
      fc.property(
        fc.array(money, { maxLength: 20 }),
        fc.bigInt({ min: 70_000_000n, max: 10n ** 10n }),
        (sales, capFen) => {
          const result = forecast(terms({ termYears: 5 }, { capFen }), { ...facts, salesByPeriodFen: sales });
          expect(result.totalFen).toBeLessThanOrEqual(capFen);
          expect(result.rows.reduce((sum, row) => sum + row.royaltyFen, result.milestonesFen)).toBe(result.totalFen);
        },
      ),
    );
  });
});

test('royalties that await delivery are forecast as if it were accepted on the first day', () => {
  const free = terms({ trial: { months: 0, extensionMonths: 0 }, milestones: [] });
  const of = (given: PayLaterTerms) => forecast(given, { ...facts, yearlySalesFen: [yuan(1_000_000)] }).totalFen;
  expect(of({ ...free, deliverables: ['工艺包'] })).toBe(of(free));
  expect(of(free)).toBeGreaterThan(0n);
});
