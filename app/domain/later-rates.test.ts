import { describe, expect, test } from 'vitest';
import { restated, signed, sold, someTerms, yuan } from './compute-for-tests.ts';
import { computeClaims } from './compute-claims.ts';
import { computeContract } from './compute-contract.ts';
import { checkTerms } from './contract-check.ts';
import { canonicalJson } from './canonical-json.ts';
import { termsFromJson, termsToJson } from './contract-json.ts';
import { composerForm, editRows, readComposerForm } from './composer-form.ts';
import { PayLaterTermsInput } from './contract-input.ts';
import { royaltyClause } from './contract-payment-text.ts';
import type { LaterRates, RateSchedule, RoyaltyTerms } from './contract.ts';
import { hasMinimum, hasYearlyMinimum, laterOn, royaltyOn, schedulesOf } from './later-rates.ts';
import { countingRatesText } from './later-rates-text.ts';
import { newTerms } from './contract.ts';
import { priceTermsOf } from './price-terms.ts';
import { obligationSchedule } from './schedule.ts';

const flat = (ratePpm: number): RateSchedule => ({ kind: 'flat', ratePpm });
const cumulative = (first: number, above: number): RateSchedule => ({
  kind: 'tiered',
  tiers: [
    { fromFen: 0n, toFen: yuan(1_000_000), ratePpm: first },
    { fromFen: yuan(1_000_000), toFen: null, ratePpm: above },
  ],
  span: 'contract',
});
const base: RoyaltyTerms = { ...newTerms.royalty!, deductions: [] };
const with2 = (schedule: RateSchedule, later: readonly LaterRates[], more: Partial<RoyaltyTerms> = {}) =>
  someTerms({}, { schedule, later, deductions: [], ...more });
const from = '2027-04-01';
/** By period, what all lines of it come to in yuan. */
const costs = (
  terms: ReturnType<typeof someTerms>,
  facts: Parameters<typeof computeClaims>[1],
  asOf = '2028-06-01',
) => {
  const claims = computeClaims(terms, [signed(), ...facts], { asOf });
  const keys = [...new Set(claims.map(({ subject }) => subject))];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      Number(claims.filter(({ subject }) => subject === key).reduce((sum, { amountFen }) => sum + amountFen, 0n)) / 100,
    ]),
  );
};

describe('rates from a period on', () => {
  test('3 % until 2027Q1, 2 % from 2027Q2 on; an old period that is restated later is still charged 3 %', () => {
    const terms = with2(flat(30_000), [{ fromOn: from, schedule: flat(20_000) }]);
    const facts = [
      sold('2027Q1', '2027-04-10', 1_000_000),
      sold('2027Q2', '2027-07-10', 1_000_000),
      restated('2027Q1', '2027-08-01', 2_000_000),
    ];
    expect(costs(terms, facts)).toEqual({ 'royalty:2027Q1': 60_000, 'royalty:2027Q2': 20_000 });
    const lines = computeContract(terms, [signed(), ...facts], { asOf: '2027-08-01' }).obligations;
    const royalties = lines.filter(({ kind }) => kind !== 'interest');
    expect(royalties.map(({ period, clause }) => [period, clause.path])).toEqual([
      ['2027Q1', 'royalty'],
      ['2027Q2', 'royalty.later[0]'],
      ['2027Q1', 'royalty'],
    ]);
    expect(lines[1]?.steps).toContainEqual({ rule: 'later_rates', name: from, amountFen: 0n });
  });

  test('tiers over the contract go on counting: the new ones take the slice that falls after the change', () => {
    // 600,000.00 at 3 % before; after it 400,000.00 are left of the first tier at 5 %, the rest is above it at 1 %.
    const terms = with2(flat(30_000), [{ fromOn: from, schedule: cumulative(50_000, 10_000) }]);
    const facts = [sold('2027Q1', '2027-04-10', 600_000), sold('2027Q2', '2027-07-10', 700_000)];
    expect(costs(terms, facts)).toEqual({ 'royalty:2027Q1': 18_000, 'royalty:2027Q2': 20_000 + 3_000 });
    // Less sold before moves the slice, not the rate of what was sold before.
    const corrected = [...facts, restated('2027Q1', '2027-08-01', 100_000)];
    expect(costs(terms, corrected)).toEqual({ 'royalty:2027Q1': 3_000, 'royalty:2027Q2': 35_000 });
  });

  test('by contract year goes on from the contract year it is', () => {
    const terms = with2(flat(30_000), [
      { fromOn: from, schedule: { kind: 'by_year', ratesPpm: [10_000, 20_000, 40_000] } },
    ]);
    const facts = [sold('2027Q2', '2027-07-10', 100), sold('2028Q1', '2028-04-10', 100)];
    expect(costs(terms, facts)).toEqual({ 'royalty:2027Q2': 2, 'royalty:2028Q1': 4 });
  });

  test('a period minimum counts from the period it is named for, until zero ends it; not named it stays', () => {
    const terms = with2(flat(10_000), [
      { fromOn: '2027-01-01', schedule: flat(10_000), minimumFen: yuan(500) },
      { fromOn: '2027-04-01', schedule: flat(20_000) },
      { fromOn: '2027-07-01', schedule: flat(20_000), minimumFen: 0n },
    ]);
    const facts = ['2026Q4', '2027Q1', '2027Q2', '2027Q3'].map((key, i) =>
      sold(key, `2027-0${i * 2 + 1}-28`, 100, { on: `2027-1${i % 3}-28` }),
    );
    expect(costs(terms, facts, '2027-12-31')).toMatchObject({
      'royalty:2026Q4': 1,
      'royalty:2027Q1': 500,
      'royalty:2027Q2': 500,
      'royalty:2027Q3': 2,
    });
    // Nobody reports: the minimum of a later time falls due, that of an earlier one does not.
    const unreported = costs(terms, [], '2027-12-31');
    expect(unreported).toEqual({ 'royalty:2027Q1': 500, 'royalty:2027Q2': 500 });
  });

  test('a least sum of the year counts for the years that begin on that day or later', () => {
    const terms = with2(
      flat(10_000),
      [{ fromOn: '2027-04-01', schedule: flat(10_000), yearlyMinimumFen: yuan(9_000) }],
      {
        minimumFromYear: 1,
      },
    );
    const found = costs(terms, [], '2029-06-01');
    expect(found).toEqual({ 'minimum:3': 9_000 });
    expect(hasYearlyMinimum(terms.royalty!)).toBe(true);
  });
});

test('what counts on a day, and what is ever agreed', () => {
  const later: LaterRates[] = [
    { fromOn: '2028-01-01', schedule: flat(20_000), minimumFen: 5n },
    { fromOn: '2029-01-01', schedule: flat(40_000) },
  ];
  const royalty = { ...base, later };
  expect(royaltyOn(royalty, '2027-12-31')).toMatchObject({ schedule: base.schedule, minimumFen: null });
  expect(royaltyOn(royalty, '2028-01-01')).toMatchObject({ schedule: flat(20_000), minimumFen: 5n });
  expect(royaltyOn(royalty, '2029-04-01')).toMatchObject({ schedule: flat(40_000), minimumFen: 5n });
  expect(royaltyOn(base, '2029-04-01')).toBe(base);
  expect(laterOn(royalty, '2027-12-31')).toBeUndefined();
  expect([schedulesOf(royalty).length, hasMinimum(royalty), hasMinimum(base)]).toEqual([3, true, false]);
  expect(countingRatesText(royalty, laterOn(royalty, '2028-07-01'))).toBe(
    '比例为 2%（自 2028 年第 1 季度（2028-01-01）起）',
  );
  expect(countingRatesText(royalty, undefined)).toBe('比例为 3%');
});

test('terms without later rates are written as they were; those with them come back out of JSON and out of the form', () => {
  const plain = someTerms();
  expect(canonicalJson(termsToJson(plain))).not.toContain('later');
  expect(
    PayLaterTermsInput.parse({ ...composerForm({ ...plain, improvements: 'shared' }), territory: 'x', fieldOfUse: 'x' })
      .royalty,
  ).not.toHaveProperty('later');
  const later: LaterRates[] = [
    { fromOn: '2028-01-01', schedule: cumulative(20_000, 10_000), minimumFen: 0n },
    { fromOn: '2029-01-01', schedule: { kind: 'by_year', ratesPpm: [1, 2] }, yearlyMinimumFen: 100n },
    { fromOn: '2030-01-01', schedule: flat(0) },
  ];
  const terms = {
    ...with2(flat(30_000), later),
    territory: '中国',
    fieldOfUse: '建材',
    improvements: 'shared' as const,
  };
  expect(termsFromJson(JSON.parse(JSON.stringify(termsToJson(terms))))).toEqual(terms);
  expect(PayLaterTermsInput.parse(readComposerForm(composerForm(terms))).royalty).toEqual(terms.royalty);
});

test('rows of the form come and go, with their tiers', () => {
  const start = composerForm(someTerms());
  const one = editRows(start, 'add-later')!;
  expect(one.royalty.later).toHaveLength(1);
  const tiered = editRows(editRows(one, 'add-later-tier:0')!, 'add-later-tier:0')!;
  expect(tiered.royalty.later[0]).toMatchObject({ kind: 'tiered', tiers: [{ from: '0' }, { from: '' }] });
  expect(editRows(tiered, 'remove-later-tier:0:0')!.royalty.later[0]?.tiers).toHaveLength(1);
  expect(editRows(tiered, 'remove-later:0')!.royalty.later).toEqual([]);
});

test('later rates begin with a period, one after the other, without holes, and rate nothing anew', () => {
  const found = (later: readonly LaterRates[], more: Partial<RoyaltyTerms> = {}) =>
    checkTerms(with2(flat(30_000), later, more))
      .errors.filter(({ path }) => path.startsWith('royalty'))
      .map(({ path, code }) => `${path} ${code}`);
  expect(found([{ fromOn: from, schedule: flat(0) }])).toEqual([]);
  expect(found([{ fromOn: '2027-05-01', schedule: flat(1) }])).toEqual(['royalty.later[0].fromOn later_day']);
  expect(found([{ fromOn: '2027-05-01', schedule: flat(1) }], { period: 'month' })).toEqual([]);
  expect(
    found([
      { fromOn: from, schedule: flat(1) },
      { fromOn: from, schedule: flat(2) },
    ]),
  ).toEqual(['royalty.later[1].fromOn later_day']);
  const open: RateSchedule = { kind: 'tiered', tiers: [{ fromFen: 0n, toFen: 5n, ratePpm: 1 }] };
  expect(found([{ fromOn: from, schedule: open }])).toEqual(['royalty.later[0].tiers[0].to tiers_broken']);
  const whole = { ...cumulative(1, 2), way: 'whole' } as RateSchedule;
  expect(found([{ fromOn: from, schedule: whole }])).toEqual(['royalty.later[0].tierSpan later_whole']);
  expect(found([{ fromOn: from, schedule: { ...whole, span: 'period' } as RateSchedule }])).toEqual([]);
  expect(found([{ fromOn: from, schedule: { kind: 'by_year', ratesPpm: [] } }])).toEqual([
    'royalty.later[0].rates rate_missing',
  ]);
  const high = checkTerms(with2(flat(30_000), [{ fromOn: from, schedule: flat(300_000) }]));
  expect(high.warnings.map(({ code, path }) => `${path} ${code}`)).toContain('royalty.later[0].rate royalty_high');
});

test('contract and notice say from when, which rates, and that earlier periods and what tiers counted stay', () => {
  const terms = with2(flat(30_000), [{ fromOn: from, schedule: cumulative(20_000, 10_000), minimumFen: yuan(100) }]);
  const text = royaltyClause(terms, terms.royalty!).join('');
  expect(text).toContain('自 2027 年第 2 季度（2027-04-01）起的各期改为：比例按合同期内累计的基数分段累进');
  expect(text).toContain('每期提成不低于人民币');
  expect(text).toContain(
    '在此以前各期的提成按该期当时的约定计算，以后更正的也一样。累计分段的，以前各期的基数继续累计',
  );
  const rows = obligationSchedule(terms, { signedOn: '2026-01-01' });
  expect(rows.filter(({ condition }) => condition.includes('按 2027-04-01 起的比例')).map(({ key }) => key)[0]).toBe(
    'royalty:2027Q2',
  );
  expect(priceTermsOf(terms).join('')).toContain('自 2027 年第 2 季度（2027-04-01）起的各期改为');
});
