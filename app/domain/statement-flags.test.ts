import { describe, expect, test } from 'vitest';
import { computeContract } from './compute-contract.ts';
import type { ContractFact } from './compute-facts.ts';
import { signed, sold, someTerms, yuan } from './compute-for-tests.ts';

const flagsOf = (facts: ContractFact[], asOf: string, terms = someTerms()) =>
  computeContract(terms, [signed(), ...facts], { asOf }).flags.map(({ kind, period, days, stage }) =>
    [kind, period, days || '', stage ?? ''].join(' ').trim(),
  );

describe('statements that need a look', () => {
  test('one that is missing, by how long it has been', () => {
    expect(flagsOf([], '2026-04-30')).toEqual([]);
    expect(flagsOf([], '2026-05-01')).toEqual(['missing 2026Q1 1 reminder']);
    expect(flagsOf([], '2026-05-07')).toEqual(['missing 2026Q1 7 second_reminder']);
    expect(flagsOf([], '2026-05-15')).toEqual(['missing 2026Q1 15 last_reminder']);
    expect(flagsOf([], '2026-05-16')).toEqual(['missing 2026Q1 16 default']);
  });

  test('one that came late', () =>
    expect(flagsOf([sold('2026Q1', '2026-05-10', 1.23)], '2026-05-10')).toEqual(['late 2026Q1 10']));

  test('sales down by more than half, by the day', () => {
    const facts = (second: number) => [sold('2026Q1', '2026-04-10', 9_000.5), sold('2026Q2', '2026-07-10', second)];
    expect(flagsOf(facts(4_000.5), '2026-07-10')).toEqual(['drop 2026Q2']);
    // 90 days and 91 days: exactly half a day's sales is no more than half.
    expect(flagsOf(facts(4_600.5), '2026-07-10')).toEqual([]);
  });

  test('of a short first period the days are compared, and said', () => {
    const short = signed('2026-06-09');
    const says = (first: number, second: number) =>
      computeContract(someTerms(), [short, sold('2026Q2', '2026-07-10', first), sold('2026Q3', '2026-10-10', second)], {
        asOf: '2026-10-10',
      }).flags.map((one) => one.says);
    expect(says(3_456_789.01, 3_000_000.5)).toEqual([
      '2026 年第 3 季度平均每天的收入比上期下降超过一半（按天数折算：上期 22 天，本期 92 天）',
    ]);
    // A lower sum of many more days is no drop, and a higher one of as many may be.
    expect(says(100_000.5, 250_000.5)).toEqual([]);
    expect(says(100_000.5, 150_000.5)).toHaveLength(1);
  });

  test('a deduction at its limit three times running', () => {
    const terms = someTerms({}, { deductions: [{ name: '运输费', capPpm: 50_000 }] });
    const periods = ['2026Q1', '2026Q2', '2026Q3'] as const;
    const on = ['2026-04-10', '2026-07-10', '2026-10-10'] as const;
    const facts = (third: number) =>
      periods.map((period, i) =>
        sold(period, on[i] ?? '', 1_000.5, {
          deductions: [{ name: '运输费', amountFen: yuan(i === 2 ? third : 60) }],
        }),
      );
    expect(flagsOf(facts(60), '2026-10-10', terms)).toEqual(['deductions_at_cap 2026Q3']);
    expect(flagsOf(facts(40), '2026-10-10', terms)).toEqual([]);
  });

  test('deductions above the sales', () => {
    const terms = someTerms({}, { deductions: [{ name: '税金', capPpm: null }] });
    const of = (fen: bigint) => [
      sold('2026Q1', '2026-04-10', 1_000.5, { deductions: [{ name: '税金', amountFen: fen }] }),
    ];
    expect(flagsOf(of(yuan(1_001)), '2026-04-10', terms)).toEqual(['deductions_over_sales 2026Q1']);
    expect(flagsOf(of(yuan(1_000)), '2026-04-10', terms)).toEqual([]);
  });

  test('whole tens of thousands, but not a nil report', () => {
    expect(flagsOf([sold('2026Q1', '2026-04-10', 120_000)], '2026-04-10')).toEqual(['round_numbers 2026Q1']);
    expect(flagsOf([sold('2026Q1', '2026-04-10', 0)], '2026-04-10')).toEqual([]);
    expect(flagsOf([sold('2026Q1', '2026-04-10', 120_001)], '2026-04-10')).toEqual([]);
  });

  test('an estimate that was never trued up', () => {
    const estimate = sold('2026Q1', '2026-04-10', 1.5, { isEstimate: true });
    expect(flagsOf([estimate], '2026-06-29')).toEqual([]);
    expect(flagsOf([estimate], '2026-06-30')).toEqual(['estimate_open 2026Q1 1']);
    expect(flagsOf([estimate, sold('2026Q1', '2026-05-10', 1.6)], '2026-06-30')).toEqual([]);
  });

  test('a trial that nobody decided, though both went on', () => {
    const terms = someTerms({ trial: { months: 3, extensionMonths: 0 } });
    const sale: ContractFact = { kind: 'first_sale', on: '2026-04-05' };
    const report = sold('2026Q2', '2026-07-10', 1.5);
    expect(flagsOf([sale, report], '2026-07-10', terms)).toEqual(['converted_by_conduct']);
    expect(flagsOf([report], '2026-07-10', terms)).toEqual([]);
  });
});
