import { describe, expect, test } from 'vitest';
import { findOpenRule, openRules } from './open-rules.ts';
import {
  readRuleValue,
  type RuleValueKey,
  ruleValueFaults,
  ruleValueKeys,
  ruleValuesOn,
  ruleValueSpecs,
  ruleValueText,
  type SetRuleValue,
  usualRuleValues,
} from './rule-values.ts';

const today = '2026-11-21';
const fieldsOf = (key: RuleValueKey, value: bigint, fromOn = today, rows: readonly SetRuleValue[] = []) =>
  ruleValueFaults({ key, value, fromOn }, { rows, today }).map(({ field }) => field);

describe('the values on a day', () => {
  test('are the usual ones until something was set, and those again before the day from which it counts', () => {
    const rows = [{ key: 'salesPpm', value: '150000', fromOn: '2027-01-01' }] as const;
    expect(ruleValuesOn([], today)).toEqual(usualRuleValues);
    expect(ruleValuesOn(rows, '2026-12-31')).toEqual(usualRuleValues);
    expect(ruleValuesOn(rows, '2027-01-01')).toEqual({ ...usualRuleValues, salesPpm: 150_000 });
  });

  test('the latest day counts, whenever it was said; of one day the last word', () => {
    const set = (value: string, fromOn: string) => ({ key: 'fixedFen', value, fromOn }) as const;
    const rows = [set('3000000000', '2027-06-01'), set('1000000000', '2027-01-01'), set('1500000000', '2027-01-01')];
    expect(ruleValuesOn(rows, '2027-02-01').fixedFen).toBe(1_500_000_000n);
    expect(ruleValuesOn(rows, '2027-06-01').fixedFen).toBe(3_000_000_000n);
  });
});

describe('a new value', () => {
  test('counts from today or later, never for what has been', () => {
    expect(fieldsOf('salesPpm', 100_000n, '2026-11-20')).toEqual(['fromOn']);
    expect(fieldsOf('salesPpm', 100_000n)).toEqual([]);
  });

  test('is never below what the law asks for: fifteen days of publicity, the national floor', () => {
    expect(fieldsOf('publicityDays', 14n)).toEqual(['value']);
    expect(fieldsOf('publicityDays', 20n)).toEqual([]);
    expect(fieldsOf('gansuFloorPpm', 499_999n)).toEqual(['value']);
    expect(fieldsOf('gansuFloorPpm', 700_000n)).toEqual([]);
  });

  test('keeps a lower end under its upper end', () => {
    expect(fieldsOf('lowPpm', 50_001n)).toEqual(['value']);
    expect(fieldsOf('dearHighPpm', 19_999n)).toEqual(['value']);
    expect(fieldsOf('highPpm', 80_000n)).toEqual([]);
    // What was said for later days counts as well.
    const later = [{ key: 'highPpm', value: '30000', fromOn: '2027-06-01' }] as const;
    expect(fieldsOf('lowPpm', 40_000n, '2027-01-01', later)).toEqual(['value']);
    expect(fieldsOf('lowPpm', 40_000n, '2027-01-01')).toEqual([]);
  });

  test('is read in its own unit and said in words again', () => {
    expect(readRuleValue('fixedFen', '3000')).toBe(3_000_000_000n);
    expect(readRuleValue('salesPpm', '15%')).toBe(150_000n);
    expect(readRuleValue('acceptWithinDays', ' 20 ')).toBe(20n);
    for (const typed of ['', '-1', '1e3', '二十']) expect(readRuleValue('acceptWithinDays', typed)).toBeNull();
    expect(ruleValueText('fixedFen', 3_000_000_000n)).toBe('3,000 万元');
    expect(ruleValueText('acceptWithinDays', 20)).toBe('20 天');
  });
});

test('every value is one of an open rule, whose words say it, and every usual value may be set', () => {
  for (const key of ruleValueKeys) {
    const rule = openRules.find(({ values }) => values?.includes(key));
    expect(rule?.key).toBe(ruleValueSpecs[key].rule);
    expect(rule?.value).toContain(ruleValueText(key, usualRuleValues[key]).split(' ')[0]);
    expect(fieldsOf(key, BigInt(usualRuleValues[key]))).toEqual([]);
  }
  const changed = findOpenRule('warning.amounts', { ...usualRuleValues, salesPpm: 150_000 });
  expect(changed?.value).toContain('15%');
});
