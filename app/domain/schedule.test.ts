import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MilestoneTerms, newTerms, type PayLaterTerms, type RoyaltyTerms } from './contract.ts';
import { addDays } from './days.ts';
import {
  contractYearOf,
  getRoyaltyPeriod,
  milestoneCondition,
  obligationSchedule,
  royaltyPeriods,
  termOf,
  trialEndOf,
} from './schedule.ts';

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

describe('term and trial', () => {
  test('the term runs for whole years from signing or from its own start', () => {
    expect(termOf(terms(), facts)).toEqual({ startOn: '2026-01-24', endOn: '2028-01-23' });
    expect(termOf(terms({ startsOn: '2026-03-01' }), facts)).toEqual({ startOn: '2026-03-01', endOn: '2028-02-29' });
  });

  test('6 months of trial from 3 March end on 2 September', () => {
    expect(trialEndOf(terms({ startsOn: '2025-03-03' }), facts)).toBe('2025-09-02');
    expect(trialEndOf(terms(), { ...facts, trialEndedOn: '2026-05-10' })).toBe('2026-05-10');
  });

  test('the contract year turns on the anniversary', () => {
    const years = ['2026-01-24', '2027-01-23', '2027-01-24', '2029-06-01'].map((day) =>
      contractYearOf(terms(), facts, day),
    );
    expect(years).toEqual([1, 1, 2, 4]);
  });
});

describe('royalty periods', () => {
  test('begin the day after the trial, end with the term', () => {
    const periods = royaltyPeriods(terms(), facts);
    expect(periods.map(({ key }) => key)).toEqual([
      '2026Q3',
      '2026Q4',
      '2027Q1',
      '2027Q2',
      '2027Q3',
      '2027Q4',
      '2028Q1',
    ]);
    expect(periods[0]).toEqual({
      key: '2026Q3',
      label: '2026 年第 3 季度',
      startOn: '2026-07-24',
      endOn: '2026-09-30',
      contractYear: 1,
    });
    expect(periods.at(-1)).toMatchObject({ startOn: '2028-01-01', endOn: '2028-01-23', contractYear: 2 });
  });

  test('an agreed start counts from there, but never inside the trial', () => {
    expect(royaltyPeriods(terms({}, { startsOn: '2027-01-01' }), facts)[0]?.key).toBe('2027Q1');
    expect(royaltyPeriods(terms({}, { startsOn: '2026-02-01' }), facts)[0]?.startOn).toBe('2026-07-24');
  });

  test('a trial that ended early lets them begin early', () => {
    expect(royaltyPeriods(terms(), { ...facts, trialEndedOn: '2026-03-31' })[0]).toMatchObject({
      key: '2026Q2',
      startOn: '2026-04-01',
    });
  });

  test('by year', () => {
    expect(royaltyPeriods(terms({}, { period: 'year' }), facts).map(({ key, label }) => [key, label])).toEqual([
      ['2026', '2026 年度'],
      ['2027', '2027 年度'],
      ['2028', '2028 年度'],
    ]);
  });

  test.each([
    ['month', ['2026M07', '2026M08', '2026M09'], '2026 年 7 月', '2026-07-31'],
    ['half_year', ['2026H2', '2027H1', '2027H2'], '2026 年下半年', '2026-12-31'],
  ] as const)('by %s', (period, keys, label, endOn) => {
    const periods = royaltyPeriods(terms({}, { period }), facts);
    expect(periods.slice(0, 3).map(({ key }) => key)).toEqual(keys);
    expect(periods[0]).toMatchObject({ label, endOn, startOn: '2026-07-24' });
    expect(periods.at(-1)?.endOn).toBe('2028-01-23');
  });

  test('a contract without royalty has none', () =>
    expect(royaltyPeriods(terms({ royalty: null }), facts)).toEqual([]));

  test('one is found by its key, an unknown one is not found', () => {
    expect(getRoyaltyPeriod(terms(), facts, '2027Q1').startOn).toBe('2027-01-01');
    expect(() => getRoyaltyPeriod(terms(), facts, '2025Q1')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  test('cover every day from the trial to the end of the term, once', () => {
    const years = fc.integer({ min: 1, max: 12 });
    const months = fc.integer({ min: 3, max: 12 });
    const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2024-01-01', n));
    fc.assert(
      fc.property(
        years,
        months,
        day,
        fc.constantFrom('quarter' as const, 'year' as const),
        (termYears, m, signedOn, period) => {
          const t = terms({ termYears, trial: { months: m, extensionMonths: 0 } }, { period });
          const periods = royaltyPeriods(t, { signedOn });
          if (m < termYears * 12) {
            expect(periods[0]?.startOn).toBe(addDays(trialEndOf(t, { signedOn }), 1));
            expect(periods.at(-1)?.endOn).toBe(termOf(t, { signedOn }).endOn);
          }
          periods.slice(1).forEach((next, i) => expect(next.startOn).toBe(addDays(periods[i]!.endOn, 1)));
          expect(new Set(periods.map(({ key }) => key)).size).toBe(periods.length);
        },
      ),
    );
  });
});

describe('the obligation schedule', () => {
  const rows = obligationSchedule(terms(), facts);

  test('has every milestone and every period once', () => {
    expect(rows.map(({ key }) => key)).toEqual([
      'milestone:0',
      'milestone:1',
      'royalty:2026Q3',
      'royalty:2026Q4',
      'royalty:2027Q1',
      'royalty:2027Q2',
      'royalty:2027Q3',
      'royalty:2027Q4',
      'royalty:2028Q1',
    ]);
  });

  test('a milestone waits for its acceptance', () => {
    expect(rows[0]).toEqual({
      key: 'milestone:0',
      kind: 'milestone',
      label: '里程碑 1：技术验证通过',
      condition: '技术验证通过；浸出率不低于 98%',
      amountFen: 30_000_000n,
      earliestDueOn: '2026-02-23',
      latestDueOn: null,
      dueRule: '验收后 30 天内付；提交证据后 15 天不答复视为通过',
    });
  });

  test('a period to 31 December is reported by 30 January and paid by 1 March', () => {
    expect(rows[3]).toEqual({
      key: 'royalty:2026Q4',
      kind: 'royalty',
      label: '提成 2026 年第 4 季度',
      condition: '2026-10-01 至 2026-12-31 的净销售额，2027-01-30 前申报，无销售也要报',
      amountFen: null,
      earliestDueOn: '2027-01-31',
      latestDueOn: '2027-03-01',
      dueRule: '期末后 30 天内申报，申报后 30 天内付',
    });
  });

  test('read later, nothing is due earlier than from that day; what is agreed by date stays', () => {
    const late = obligationSchedule(terms(), { ...facts, asOf: '2026-11-21' });
    expect(late[0]).toMatchObject({ key: 'milestone:0', earliestDueOn: '2026-12-21', latestDueOn: null });
    expect(late[2]).toMatchObject({ key: 'royalty:2026Q3', earliestDueOn: '2026-12-21', latestDueOn: '2026-11-29' });
    expect(late[4]).toEqual(rows[4]);
    const dated = terms({ milestones: [milestone({ trigger: 'on_date', triggerOn: '2026-03-01', criteria: '' })] });
    expect(obligationSchedule(dated, { ...facts, asOf: '2026-11-21' })[0]?.earliestDueOn).toBe('2026-03-31');
  });

  test('a dated milestone is due by its date, without acceptance', () => {
    const dated = terms({ milestones: [milestone({ trigger: 'on_date', triggerOn: '2026-11-21', criteria: '' })] });
    expect(obligationSchedule(dated, facts)[0]).toMatchObject({
      condition: '到达约定日期：2026 年 11 月 21 日（周六）',
      earliestDueOn: '2026-12-21',
      latestDueOn: '2026-12-21',
      dueRule: '到期后 30 天内付',
    });
  });

  test('a milestone by sales names the sum', () => {
    const sales = milestone({ trigger: 'sales_reached', triggerFen: 1_000_000_000n, criteria: '' });
    expect(milestoneCondition(sales)).toBe('累计销售额达到 1,000 万元');
  });
});
