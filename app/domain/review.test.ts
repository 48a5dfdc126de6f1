import { describe, expect, test } from 'vitest';
import { registrationNumber } from './registration.ts';
import { authorityLevelOf, decidesFor, pathFor, remarksOf, waitingAge } from './review.ts';
import { BatchReview, passAt, ReturnReview } from './review-input.ts';

const unit = { orgId: 'u', regionCode: '621102' };
const everywhere = () => true;

describe('levels of a registration', () => {
  test('市州, then province, where nothing else is set', () =>
    expect(pathFor(unit, [], everywhere)).toEqual({ levels: ['city', 'province'], skipsCity: null }));

  test('a rule for the unit goes before the rule for its region', () => {
    const paths = [
      { orgId: null, regionCode: '621100', levels: ['city', 'province'] as const },
      { orgId: 'u', regionCode: null, levels: ['province'] as const },
    ];
    expect(pathFor(unit, paths, everywhere)).toEqual({ levels: ['province'], skipsCity: 'rule' });
    expect(pathFor({ ...unit, orgId: 'v' }, paths, everywhere).levels).toEqual(['city', 'province']);
  });

  test('a level without an authority is left out, the province never', () => {
    expect(pathFor(unit, [], () => false)).toEqual({ levels: ['province'], skipsCity: 'no_authority' });
    const provincial = { ...unit, regionCode: '620000' };
    expect(pathFor(provincial, [], everywhere)).toEqual({ levels: ['province'], skipsCity: 'provincial' });
  });

  test('an authority decides at its own level and for its own region', () => {
    expect([authorityLevelOf('620000'), authorityLevelOf('621100'), authorityLevelOf('621102')]).toEqual([
      'province',
      'city',
      null,
    ]);
    expect(decidesFor('621100', '621102', 'city')).toBe(true);
    expect(decidesFor('620100', '621102', 'city')).toBe(false);
    expect(decidesFor('620000', '621102', 'city')).toBe(false);
    expect(decidesFor('620000', '621102', 'province')).toBe(true);
  });
});

test('a registration number has twelve characters, by year and kind', () => {
  expect(registrationNumber(2026, 'applied', 42)).toBe('9622026Y0042');
  const letters = ['applied', 'basic', 'soft'].map((type) => registrationNumber(2026, type, 9999));
  expect(letters).toEqual(['9622026Y9999', '9622026J9999', '9622026R9999']);
  for (const regNo of letters) expect(regNo).toMatch(/^[0-9A-Z]{3}\d{4}[YJR]\d{4}$/);
});

test('remarks are those of the last decision at the levels asked for: a later one elsewhere hides none, a later pass answers all', () => {
  const remarks = [{ field: 'people' as const, says: '排序与材料不符' }];
  const returned = { level: 'province', outcome: 'return', remarks } as const;
  const ofUnit = { level: 'secrecy', outcome: 'return', remarks: [] } as const;
  expect(remarksOf([ofUnit, returned], ['city', 'province'])).toBe(remarks);
  expect(remarksOf([{ ...returned, outcome: 'pass', remarks: [] }, returned], ['city', 'province'])).toEqual([]);
  expect(remarksOf([returned], ['secrecy', 'office'])).toEqual([]);
});

test('what waits five days is late, fifteen very late', () => {
  expect(waitingAge('2026-11-17', '2026-11-21')).toEqual({ days: 4, late: 'no' });
  expect(waitingAge('2026-11-16', '2026-11-21').late).toBe('attention');
  expect(waitingAge('2026-11-06', '2026-11-21').late).toBe('danger');
});

describe('forms of reviewers', () => {
  test('a pass wants every item of the level', () => {
    expect(passAt('city').safeParse({ checks: ['unit'] }).success).toBe(false);
    expect(passAt('city').safeParse({ checks: ['unit', 'complete'] }).success).toBe(true);
  });

  test('a return wants words, as a whole or on a field', () => {
    expect(ReturnReview.safeParse({ note: ' ' }).success).toBe(false);
    expect(ReturnReview.parse({ remarks: { abstract: '缺少对照数据', name: '' } }).remarks).toEqual([
      { field: 'abstract', says: '缺少对照数据' },
    ]);
  });

  test('many are passed only by saying that each was checked, and returned only with words', () => {
    const [one, other] = ['019a0000-0000-7000-8000-000000000001:3.ab', '019a0000-0000-7000-8000-000000000002:1.cd'];
    expect(BatchReview.safeParse({ records: one, outcome: 'pass' }).success).toBe(false);
    expect(BatchReview.parse({ records: [one, other], outcome: 'pass', checked: 'on' }).records).toEqual([
      { id: '019a0000-0000-7000-8000-000000000001', seen: '3.ab' },
      { id: '019a0000-0000-7000-8000-000000000002', seen: '1.cd' },
    ]);
    expect(BatchReview.safeParse({ records: one, outcome: 'return' }).success).toBe(false);
    expect(BatchReview.safeParse({ records: one, outcome: 'return', note: '缺少对照数据' }).success).toBe(true);
    expect(BatchReview.safeParse({ records: 'a', outcome: 'pass', checked: 'on' }).success).toBe(false);
    expect(BatchReview.safeParse({ outcome: 'pass', checked: 'on' }).success).toBe(false);
  });
});
