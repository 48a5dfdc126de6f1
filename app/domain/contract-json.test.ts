import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { termsFromJson, termsToJson } from './contract-json.ts';
import { newTerms, type PayLaterTerms } from './contract.ts';

const terms: PayLaterTerms = {
  ...newTerms,
  fieldOfUse: '退役动力电池回收',
  deliverables: ['工艺包', '操作规程'],
  milestones: [
    {
      name: '技术验证通过',
      trigger: 'tech_validated',
      triggerFen: null,
      triggerOn: null,
      criteria: '浸出率 ≥ 98%',
      evidence: '第三方检测报告',
      amountFen: 30_000_000n,
      payWithinDays: 30,
      acceptWithinDays: 15,
    },
    {
      name: '累计销售 1000 万元',
      trigger: 'sales_reached',
      triggerFen: 1_000_000_000n,
      triggerOn: null,
      criteria: '',
      evidence: '收入申报',
      amountFen: 40_000_000n,
      payWithinDays: 30,
      acceptWithinDays: 15,
    },
  ],
  royalty: {
    ...newTerms.royalty!,
    schedule: {
      kind: 'tiered',
      tiers: [
        { fromFen: 0n, toFen: 100_000_000n, ratePpm: 30_000 },
        { fromFen: 100_000_000n, toFen: null, ratePpm: 20_000 },
      ],
    },
    startsOn: '2027-01-01',
    deductions: [{ name: '运输费', capPpm: 50_000 }],
    minimumFen: 0n,
    capFen: 500_000_000n,
  },
  improvements: 'owner_each',
};
const stored = (): Record<string, unknown> => JSON.parse(JSON.stringify(termsToJson(terms))) as Record<string, unknown>;

describe('terms in stored JSON', () => {
  test('amounts are decimal strings', () => {
    const json = termsToJson(terms);
    expect(json.milestones[0]?.amountFen).toBe('30000000');
    expect(json.royalty?.capFen).toBe('500000000');
    expect(JSON.stringify(json)).toContain('"toFen":"100000000"');
  });

  test('terms come back as they were', () => {
    expect(termsFromJson(stored())).toEqual(terms);
    expect(termsFromJson(termsToJson(newTerms))).toEqual(newTerms);
    const plain: PayLaterTerms = { ...terms, royalty: null, startsOn: '2026-12-01' };
    expect(termsFromJson(termsToJson(plain))).toEqual(plain);
    const falling = {
      ...terms,
      royalty: { ...terms.royalty!, schedule: { kind: 'by_year' as const, ratesPpm: [50_000, 40_000] } },
    };
    expect(termsFromJson(termsToJson(falling))).toEqual(falling);
  });

  test('what later versions may agree comes back too, and terms without it keep their text', () => {
    const schedule = { ...terms.royalty!.schedule, way: 'whole' as const, span: 'contract_year' as const };
    const royalty = {
      ...terms.royalty!,
      schedule: schedule.kind === 'tiered' ? schedule : terms.royalty!.schedule,
      startEvent: 'milestone' as const,
      startMilestone: 2,
      baselineFen: 5_000_000n,
      sublicencePpm: 300_000,
      yearlyMinimumFen: 10_000_000n,
      minimumFromYear: 3,
      buyOut: { priceFen: 300_000_000n, creditsRoyalties: true },
    };
    const grown: PayLaterTerms = {
      ...terms,
      trial: { ...terms.trial, decideWithinDays: 15 },
      invoicing: 'invoice_first',
      royalty,
    };
    expect(termsFromJson(JSON.parse(JSON.stringify(termsToJson(grown))))).toEqual(grown);
    expect(canonicalJson(termsFromJson(stored()))).toBe(canonicalJson(terms));
    const wrong = { ...termsToJson(grown), royalty: { ...termsToJson(grown).royalty, buyOut: { priceFen: '1' } } };
    expect(() => termsFromJson(wrong)).toThrow(expect.objectContaining({ field: 'royalty.buyOut.creditsRoyalties' }));
  });

  test('an unknown key is not carried along', () => {
    expect(termsFromJson({ ...stored(), entryFee: '100' })).toEqual(terms);
  });

  test.each([
    ['schemaVersion', { schemaVersion: 2 }],
    ['licenceKind', { licenceKind: 'open' }],
    ['termYears', { termYears: 1.5 }],
    ['termYears', { termYears: -1 }],
    ['startsOn', { startsOn: '2026-02-30' }],
    ['trial', { trial: [] }],
    ['trial.months', { trial: { months: '12' } }],
    ['deliverables[0]', { deliverables: [1] }],
    ['milestones', { milestones: 'none' }],
    ['milestones[0].name', { milestones: [{}] }],
    ['milestones[0].amountFen', { milestones: [{ ...(stored().milestones as object[])[1], amountFen: '1.5' }] }],
    [
      'royalty.schedule.ratesPpm[1]',
      { royalty: { ...(stored().royalty as object), schedule: { kind: 'by_year', ratesPpm: [1, 'x'] } } },
    ],
    ['royalty.base', { royalty: {} }],
    ['royalty', { royalty: undefined }],
    ['improvements', { improvements: 'nobody' }],
  ])('a wrong %s is named', (path, change) => {
    expect(() => termsFromJson({ ...stored(), ...change })).toThrow(
      expect.objectContaining({ code: 'terms_invalid', field: path }),
    );
  });

  test.each([null, undefined, 'text', 5, []])('%j is no contract', (json) => {
    expect(() => termsFromJson(json)).toThrow(expect.objectContaining({ code: 'terms_invalid' }));
  });
});

test('terms and their stored form have one text that is hashed', () => {
  expect(canonicalJson(terms)).toBe(canonicalJson(termsToJson(terms)));
  expect(canonicalJson(stored())).toBe(canonicalJson(terms));
});
