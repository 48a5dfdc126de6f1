import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { computeSchemas, ComputeFactInput, ComputeTermsInput, wordsOfTerms } from './compute-input.ts';
import { aMilestone, someTerms } from './compute-for-tests.ts';
import { termsToJson } from './contract-json.ts';
import { newTerms, type PayLaterTerms } from './contract.ts';

const grown: PayLaterTerms = someTerms(
  {
    milestones: [aMilestone()],
    invoicing: 'invoice_first',
    trial: { months: 6, extensionMonths: 3, decideWithinDays: 15 },
  },
  {
    schedule: {
      kind: 'tiered',
      way: 'whole',
      span: 'contract',
      tiers: [{ fromFen: 0n, toFen: null, ratePpm: 30_000 }],
    },
    startEvent: 'milestone',
    startMilestone: 1,
    baselineFen: 5n,
    sublicencePpm: 300_000,
    yearlyMinimumFen: 10n,
    minimumFromYear: 3,
    buyOut: { priceFen: 100n, creditsRoyalties: true },
    capFen: 10n ** 12n,
  },
);
const issues = (result: z.ZodSafeParseResult<unknown>) =>
  result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('terms for the calculation', () => {
  test('terms as a contract stores them are read as they are, but for their words', () => {
    const { licenceKind, territory, fieldOfUse, improvements, confidentialityYears, dispute } = newTerms;
    const words = { licenceKind, territory, fieldOfUse, improvements, confidentialityYears, dispute };
    expect(ComputeTermsInput.parse(termsToJson(grown))).toEqual({ ...grown, ...words, restDays: 'keep' });
    const ofOtherKinds = [
      'kind',
      'subKind',
      'rights',
      'security',
      'ownClauses',
      'copies',
      'payee',
      'deliverWithinDays',
      'guidanceDays',
      'products',
      'stock',
      'audit',
      'results',
      'risk',
    ];
    expect([...Object.keys(words), ...ofOtherKinds].sort()).toEqual([...wordsOfTerms].sort());
    const known = [...Object.keys(ComputeTermsInput.in.shape), ...wordsOfTerms];
    expect(Object.keys(newTerms).filter((key) => !known.includes(key))).toEqual([]);
  });

  test('a year that nobody means is refused: of a contract from the year 0 no day could be counted', () => {
    expect(issues(ComputeTermsInput.safeParse({ startsOn: '0000-01-01' }))).toEqual([
      'startsOn: expected a day from the year 1900 on',
    ]);
  });

  test('a trial is no longer than the platform’s, and what is delivered is read: delivery begins it', () => {
    const read = ComputeTermsInput.safeParse({ trial: { months: 37, extensionMonths: 37 } });
    expect(issues(read).map((issue) => issue.split(':')[0])).toEqual(['trial.months', 'trial.extensionMonths']);
    expect(ComputeTermsInput.parse({ deliverables: ['工艺包'] }).deliverables).toEqual(['工艺包']);
  });

  test('what is left out takes its usual value; no royalty is agreed unless it is said', () => {
    expect(ComputeTermsInput.parse({})).toMatchObject({
      termYears: 5,
      trial: { months: 12, extensionMonths: 6, decideWithinDays: 10 },
      milestones: [],
      royalty: null,
      latePenaltyPpmPerDay: 500,
      latePenaltyCapPpm: 200_000,
    });
    expect(ComputeTermsInput.parse({ royalty: {} }).royalty).toMatchObject({
      base: 'net_sales',
      schedule: { kind: 'flat', ratePpm: 30_000 },
      period: 'quarter',
      reportWithinDays: 30,
    });
  });

  test('a fraction of a fen and a rate in per cent are told what is expected', () => {
    const wrong = { milestones: [{ amountFen: 100000.5 }], royalty: { schedule: { kind: 'flat', ratePpm: 0.03 } } };
    expect(issues(ComputeTermsInput.safeParse(wrong)).sort()).toEqual([
      'milestones.0.amountFen: expected whole fen, as a decimal string ("120000000") or a whole number',
      'royalty.schedule.ratePpm: expected whole ppm: 3 % = 30000',
    ]);
  });

  test('every mistake is named with its path, all at once', () => {
    const wrong = {
      termYears: 0,
      royalty: { capFenn: '1', schedule: { kind: 'flat', ratePpm: 1.5 }, minimumFen: '-1' },
      milestones: [{ amountFen: '12.5' }],
    };
    const found = issues(ComputeTermsInput.safeParse(wrong)).map((issue) => issue.split(':')[0]);
    expect(found.sort()).toEqual([
      'milestones.0.amountFen',
      'royalty',
      'royalty.minimumFen',
      'royalty.schedule.ratePpm',
      'termYears',
    ]);
  });
});

describe('facts', () => {
  const statement = { kind: 'statement', on: '2026-04-10', period: '2026Q1' };

  test('sales come by product, as one gross sum, or as a nil report', () => {
    const lines = (more: object) => (ComputeFactInput.parse({ ...statement, ...more }) as { lines?: unknown }).lines;
    expect(lines({ grossFen: 120 })).toEqual([{ product: '', grossFen: 120n, by: 'licensee' }]);
    expect(lines({ lines: [{ product: '甲', grossFen: '-5' }] })).toEqual([
      { product: '甲', grossFen: -5n, by: 'licensee' },
    ]);
    expect(lines({ nil: true })).toEqual([]);
  });

  test.each([
    [{ ...statement }, 'lines: no sales given: say "nil": true for a period without sales'],
    [{ ...statement, nil: true, grossFen: '5' }, 'nil: a nil report has no sales'],
    [{ ...statement, grossFen: '5', lines: [{ grossFen: '5' }] }, 'grossFen: give either lines or grossFen, not both'],
    [{ ...statement, nil: true, on: '2026-02-30' }, 'on: expected a calendar day, YYYY-MM-DD'],
    [
      { ...statement, nil: true, period: '2026Q5' },
      'period: expected a period such as 2027Q1, 2027H1, 2027M03 or 2027',
    ],
    [{ kind: 'receipt', on: '2026-04-10', amountFen: 0 }, 'amountFen: expected an amount above zero'],
    [{ kind: 'signed', on: '2026-04-10', amount: 5 }, ': Unrecognized key: "amount"'],
  ])('%j is refused', (fact, complaint) => expect(issues(ComputeFactInput.safeParse(fact))).toEqual([complaint]));
});

test('the schemas say units and defaults, and are plain JSON', () => {
  const { terms, fact } = JSON.parse(JSON.stringify(computeSchemas())) as Record<string, Record<string, unknown>>;
  expect(terms).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    properties: {
      termYears: { default: 5, description: expect.stringContaining('Unit: years') },
      latePenaltyPpmPerDay: { default: 500, description: expect.stringContaining('ppm') },
      milestones: { default: [] },
    },
  });
  const kinds = (fact!.oneOf as { properties: { kind: { const: string } } }[]).map(
    ({ properties }) => properties.kind.const,
  );
  expect(kinds).toContain('restatement');
  expect(new Set(kinds).size).toBe(19);
  expect(JSON.stringify(fact)).toContain('Unit: fen');
});

test('a day from which no term can be counted is bad input', () => {
  expect(ComputeFactInput.safeParse({ kind: 'signed', on: '9999-12-31' }).success).toBe(false);
  expect(ComputeFactInput.safeParse({ kind: 'signed', on: '9899-12-31' }).success).toBe(true);
});
