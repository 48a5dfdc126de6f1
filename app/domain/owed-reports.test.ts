import { describe, expect, test } from 'vitest';
import type { ContractFact } from './compute-facts.ts';
import { signed, someTerms } from './compute-for-tests.ts';
import { computeNotes } from './compute-notes.ts';
import { owedReports, owedWords } from './owed-reports.ts';
import { royaltyRun } from './royalty-run.ts';

const terms = someTerms({ termYears: 2 }, { period: 'quarter', buyOut: { priceFen: 1n, creditsRoyalties: true } });
const life = [signed('2026-01-15'), { kind: 'delivered', on: '2026-01-15' } as const];
const today = '2026-08-20';
const owed = (end: ContractFact | null, reported: readonly string[] = [], on = today) =>
  owedReports(royaltyRun(terms, end ? [...life, end] : life, on), new Set(reported));
const spans = ({ periods }: ReturnType<typeof owedReports>) =>
  periods.map(({ key, startOn, endOn, reportDueOn }) => [key, startOn, endOn, reportDueOn]);

describe('what is still to be reported after an end', () => {
  const early = [
    ['2026Q1', '2026-01-15', '2026-03-31', '2026-04-30'],
    ['2026Q2', '2026-04-01', '2026-06-30', '2026-07-30'],
  ];

  test.each<[string, ContractFact, string | null]>([
    ['by notice or agreement: its own day counts', { kind: 'termination', on: '2026-08-10' }, '2026-08-10'],
    ['by a buy-out: not its day', { kind: 'buy_out', on: '2026-08-10' }, '2026-08-09'],
    ['by a lost patent: not its day', { kind: 'patent_lost', on: '2026-08-10' }, '2026-08-09'],
    ['on the first day of a period', { kind: 'termination', on: '2026-07-01' }, '2026-07-01'],
    ['bought out on the first day of a period, that period is none', { kind: 'buy_out', on: '2026-07-01' }, null],
  ])('%s', (_, end, lastOn) => {
    const last = lastOn === null ? [] : [['2026Q3', '2026-07-01', lastOn]];
    expect(spans(owed(end)).map((row) => row.slice(0, 3))).toEqual([...early.map((row) => row.slice(0, 3)), ...last]);
    // What is reported is not asked for again, and no later period follows: stock is sold off by nobody.
    expect(spans(owed(end, ['2026Q1', '2026Q2', '2026Q3']))).toEqual([]);
  });

  test('of a term that is over its last days are a period, short as it is', () => {
    const { periods, ended } = owed(null, ['2026Q1', '2026Q2', '2026Q3', '2026Q4'], '2028-03-01');
    expect(ended).toBeNull();
    expect(periods.map(({ key, endOn }) => [key, endOn])).toEqual([
      ['2027Q1', '2027-03-31'],
      ['2027Q2', '2027-06-30'],
      ['2027Q3', '2027-09-30'],
      ['2027Q4', '2027-12-31'],
      ['2028Q1', '2028-01-14'],
    ]);
  });

  test('of the first of several ends that count; nothing after an exit, nor where no report is asked for', () => {
    const both = [...life, { kind: 'buy_out', on: '2026-05-10' }, { kind: 'termination', on: '2026-08-10' }] as const;
    expect(owedReports(royaltyRun(terms, both, today), new Set()).ended).toEqual({
      on: '2026-05-09',
      reason: 'buy_out',
    });
    const trial = someTerms({ trial: { months: 6, extensionMonths: 0 } });
    const exit: ContractFact = { kind: 'trial_decision', on: '2026-06-01', decision: 'exit' };
    const left = owedReports(royaltyRun(trial, [...life, exit], today), new Set());
    expect(left).toMatchObject({ periods: [], ended: { reason: 'trial_exit' } });
    expect(owedWords(left)).toBe('试用期内退出，不用申报收入。');
    expect(owedReports(null, new Set())).toEqual({ periods: [], ended: null });
  });
});

test('the sentence names the last day that counts and each period that is left; none while the contract runs', () => {
  const end: ContractFact = { kind: 'buy_out', on: '2026-08-10' };
  expect(owedWords(owed(null))).toBeNull();
  expect(owedWords(owed(end, ['2026Q1']))).toBe(
    '提成买断，收入申报到 2026-08-09 为止；还要申报 2 期：2026 年第 2 季度（2026-04-01 至 2026-06-30）、2026 年第 3 季度（2026-07-01 至 2026-08-09）。',
  );
  expect(owedWords(owed({ ...end, kind: 'patent_lost' }, ['2026Q1', '2026Q2', '2026Q3']))).toBe(
    '专利失效，收入申报到 2026-08-09 为止；各期都已申报。',
  );
});

test("the auditors' command says the same of the same facts", () => {
  const facts: ContractFact[] = [
    ...life,
    { kind: 'statement', on: '2026-04-10', period: '2026Q1', lines: [], deductions: [], isEstimate: false },
    { kind: 'termination', on: '2026-08-10' },
  ];
  const notes = (asOf: string) => computeNotes(terms, facts, { asOf, isGiven: true, obligations: [] });
  expect(notes(today)).toContain(
    'royalties ended with 2026-08-10 (termination), there is no period of selling off stock; still to be reported: 2026Q2 (2026-04-01 to 2026-06-30) by 2026-07-30, 2026Q3 (2026-07-01 to 2026-08-10) by 2026-09-09',
  );
  expect(notes('2026-08-09').join()).not.toContain('royalties ended');
});
