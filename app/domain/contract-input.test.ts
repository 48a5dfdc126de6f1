import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { composerForm, readComposerForm } from './composer-form.ts';
import { termsFromJson, termsToJson } from './contract-json.ts';
import { keepRules } from './keep-rules.ts';
import { termsToForm } from './contract-form.ts';
import { PayLaterTermsInput } from './contract-input.ts';
import {
  improvementWays,
  invoicings,
  licenceKinds,
  milestoneTriggers,
  newTerms,
  type PayLaterTerms,
  type RateSchedule,
  royaltyBases,
  royaltyPeriodKinds,
  tierSpans,
  tierWays,
} from './contract.ts';
import { addDays } from './days.ts';
import { boundFaults } from './typed-bounds.ts';

const form = {
  licenceKind: 'non_exclusive',
  territory: '中国境内',
  fieldOfUse: ' 退役动力电池回收 ',
  startsOn: '',
  termYears: '１０',
  trial: { months: '6', extensionMonths: '3' },
  deliverables: '工艺包\n\n操作规程\r\n',
  milestones: [
    {
      name: '技术验证',
      trigger: 'tech_validated',
      criteria: '浸出率 ≥ 98%',
      evidence: '检测报告',
      amount: '30',
      payWithinDays: '30',
      acceptWithinDays: '15',
    },
    {
      name: '销售',
      trigger: 'sales_reached',
      triggerAmount: '1,000',
      criteria: '累计',
      evidence: '申报',
      amount: '40.5',
      payWithinDays: '30',
      acceptWithinDays: '15',
    },
  ],
  royalty: {
    kind: 'flat',
    base: 'net_sales',
    rate: '3%',
    period: 'quarter',
    startsOn: '2027-01-01',
    minimum: '',
    cap: '500',
    reportWithinDays: '30',
    payWithinDays: '30',
  },
  latePenaltyPerDay: '0.05',
  latePenaltyCap: '20',
  improvements: 'owner_each',
  confidentialityYears: '5',
  dispute: { way: 'court', place: '兰州市' },
};
const parsed = (change: object) => PayLaterTermsInput.safeParse({ ...form, ...change });
const complaints = (change: object) => {
  const result = parsed(change);
  const issues = [...(result.error?.issues ?? []), ...boundFaults({ ...form, ...change })];
  return issues.map(({ path, message }) => {
    const field = (path as PropertyKey[]).reduce<string>(
      (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
      '',
    );
    return `${field} ${message}`;
  });
};

test('what a person types becomes terms: 万元, per cent, full-width digits, lines', () => {
  expect(PayLaterTermsInput.parse(form)).toEqual({
    schemaVersion: 1,
    licenceKind: 'non_exclusive',
    territory: '中国境内',
    fieldOfUse: '退役动力电池回收',
    startsOn: null,
    termYears: 10,
    trial: { months: 6, extensionMonths: 3 },
    deliverables: ['工艺包', '操作规程'],
    royaltyAwaits: 'delivery',
    milestones: [
      {
        name: '技术验证',
        trigger: 'tech_validated',
        triggerFen: null,
        triggerOn: null,
        criteria: '浸出率 ≥ 98%',
        evidence: '检测报告',
        amountFen: 30_000_000n,
        payWithinDays: 30,
        acceptWithinDays: 15,
      },
      {
        name: '销售',
        trigger: 'sales_reached',
        triggerFen: 1_000_000_000n,
        triggerOn: null,
        criteria: '累计',
        evidence: '申报',
        amountFen: 40_500_000n,
        payWithinDays: 30,
        acceptWithinDays: 15,
      },
    ],
    royalty: { ...newTerms.royalty, startsOn: '2027-01-01', capFen: 500_000_000n },
    latePenaltyPpmPerDay: 500,
    latePenaltyCapPpm: 200_000,
    improvements: 'owner_each',
    confidentialityYears: 5,
    dispute: { way: 'court', place: '兰州市' },
  });
});

describe('rates', () => {
  const schedule = (royalty: object) =>
    PayLaterTermsInput.parse({ ...form, royalty: { ...form.royalty, ...royalty } }).royalty?.schedule;

  test('by year, however they are separated', () => {
    const expected: RateSchedule = { kind: 'by_year', ratesPpm: [50_000, 40_000, 30_000] };
    for (const rates of ['5、4、3', '5, 4, 3', '5% 4% 3%', '5/4/3'])
      expect(schedule({ kind: 'by_year', rates })).toEqual(expected);
  });

  test('tiers in 万元, the last one open', () => {
    const tiers = [
      { from: '', to: '100', rate: '3' },
      { from: '100', to: '', rate: '2' },
    ];
    expect(schedule({ kind: 'tiered', tiers })).toEqual({
      kind: 'tiered',
      tiers: [
        { fromFen: 0n, toFen: 100_000_000n, ratePpm: 30_000 },
        { fromFen: 100_000_000n, toFen: null, ratePpm: 20_000 },
      ],
    });
  });

  test('none at all: the other fields do not matter', () => {
    expect(PayLaterTermsInput.parse({ ...form, royalty: { kind: 'none', rate: 'abc' } }).royalty).toBeNull();
  });

  test('a least sum that is typed brings the clause of how an early end cuts it, and none does not', () => {
    const read = (royalty: object) =>
      PayLaterTermsInput.parse({ ...form, royalty: { ...form.royalty, ...royalty } }).royalty;
    expect(read({ minimum: '1' })).toMatchObject({ minimumFen: 1_000_000n, minimumCut: 'early_end' });
    for (const minimum of ['', '0']) expect(read({ minimum })).not.toHaveProperty('minimumCut');
  });

  test('own deductions replace the usual ones; an empty row is left out', () => {
    const deductions = [
      { name: '运输费', cap: '5' },
      { name: '', cap: '' },
    ];
    const result = PayLaterTermsInput.parse({ ...form, royalty: { ...form.royalty, deductions } });
    expect(result.royalty?.deductions).toEqual([{ name: '运输费', capPpm: 50_000 }]);
  });
});

describe('complaints name the field, in Chinese, all at once', () => {
  test.each([
    [{ licenceKind: 'open' }, ['licenceKind 请选择许可方式']],
    [{ territory: undefined }, ['territory 请写地域']],
    [{ fieldOfUse: '长'.repeat(201) }, ['fieldOfUse 最多 200 个字']],
    [{ termYears: '' }, ['termYears 请填许可期限，单位年']],
    [{ startsOn: '2026-02-30' }, ['startsOn 请填日期，例如 2026-11-21']],
    [{ trial: { months: '半年' } }, ['trial.months 请填整数，单位月']],
    [{ improvements: '' }, ['improvements 请选择后续改进成果归谁']],
    [{ latePenaltyPerDay: '-1' }, ['latePenaltyPerDay 请填 0 到 100 之间的百分数']],
    [
      {
        milestones: [
          { ...form.milestones[0], amount: '三十' },
          { ...form.milestones[1], name: '', amount: '' },
        ],
      },
      [
        'milestones[0].amount 请填金额，单位万元，最多 6 位小数',
        'milestones[1].name 请写里程碑的名称',
        'milestones[1].amount 请填金额，单位万元，最多 6 位小数',
      ],
    ],
    [
      { royalty: { ...form.royalty, rate: '', cap: 'x' } },
      ['royalty.rate 请填 0 到 100 之间的百分数', 'royalty.cap 请填金额，单位万元，最多 6 位小数'],
    ],
    [
      { royalty: { ...form.royalty, kind: 'by_year', rates: ' ' } },
      ['royalty.rates 请按年份依次填百分数，例如 5、4、3'],
    ],
    [{ royalty: { ...form.royalty, kind: 'tiered' } }, ['royalty.tiers 请至少填一段']],
    [
      { royalty: { ...form.royalty, kind: 'tiered', tiers: [{ from: 'a', to: 'b', rate: 'c' }] } },
      [
        'royalty.tiers[0].from 请填金额，单位万元，最多 6 位小数',
        'royalty.tiers[0].to 请填金额，单位万元，最多 6 位小数',
        'royalty.tiers[0].rate 请填 0 到 100 之间的百分数',
      ],
    ],
    [
      { royalty: { ...form.royalty, deductions: [{ name: '', cap: '5' }] } },
      ['royalty.deductions[0].name 请写扣除项的名称'],
    ],
    [
      { dispute: { way: 'duel', place: '' } },
      ['dispute.way 请选择争议解决方式', 'dispute.place 请写仲裁机构或法院所在地'],
    ],
  ])('%j', (change, expected) => expect(complaints(change).sort()).toEqual([...expected].sort()));

  test('an empty form is refused without a crash', () => {
    const result = PayLaterTermsInput.safeParse({});
    expect(result.success).toBe(false);
    for (const issue of result.error?.issues ?? []) {
      expect(issue.path.length).toBeGreaterThan(0);
      expect(issue.message).toMatch(/^请/);
    }
  });
});

describe('filling the form again', () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 14n });
  const rate = fc.integer({ min: 0, max: 1_000_000 });
  const day = fc.integer({ min: 0, max: 9_000 }).map((n) => addDays('2026-01-01', n));
  const word = fc.stringMatching(/^[\u4e00-\u9fa5a-z]{1,12}$/);
  const days = fc.integer({ min: 0, max: 365 });
  const schedule: fc.Arbitrary<RateSchedule> = fc.oneof(
    fc.record({ kind: fc.constant('flat' as const), ratePpm: rate }),
    fc.record({ kind: fc.constant('by_year' as const), ratesPpm: fc.array(rate, { minLength: 1, maxLength: 6 }) }),
    fc.record({
      kind: fc.constant('tiered' as const),
      tiers: fc.array(fc.record({ fromFen: money, toFen: fc.option(money), ratePpm: rate }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    fc.record({
      kind: fc.constant('tiered' as const),
      tiers: fc.array(fc.record({ fromFen: money, toFen: fc.option(money), ratePpm: rate }), {
        minLength: 1,
        maxLength: 4,
      }),
      way: fc.constantFrom(...tierWays),
      span: fc.constantFrom(...tierSpans),
    }),
  );
  /** What only some contracts agree: there with a value, or not there at all. */
  const agreedBesides = fc.record(
    {
      baselineFen: money,
      sublicencePpm: rate,
      yearlyMinimumFen: money,
      minimumFromYear: days,
      buyOut: fc.record({ priceFen: money, creditsRoyalties: fc.boolean() }),
    },
    { requiredKeys: [] },
  );
  const start = fc.constantFrom(
    {},
    { startEvent: 'trial_end' as const },
    { startEvent: 'first_sale' as const },
    { startEvent: 'milestone' as const, startMilestone: 2 },
  );
  const milestone = fc
    .record({
      name: word,
      trigger: fc.constantFrom(...milestoneTriggers),
      criteria: word,
      evidence: word,
      amountFen: money,
      payWithinDays: days,
      acceptWithinDays: days,
      amount: money,
      day,
    })
    .map(({ amount, day, ...rest }) => ({
      ...rest,
      triggerFen: rest.trigger === 'sales_reached' ? amount : null,
      triggerOn: rest.trigger === 'on_date' ? day : null,
    }));
  const whole = fc.record({
    schemaVersion: fc.constant(1 as const),
    licenceKind: fc.constantFrom(...licenceKinds),
    territory: word,
    fieldOfUse: word,
    startsOn: fc.option(day),
    termYears: days,
    trial: fc.record(
      { months: days, extensionMonths: days, decideWithinDays: days },
      { requiredKeys: ['months', 'extensionMonths'] },
    ),
    deliverables: fc.array(word, { maxLength: 4 }),
    milestones: fc.array(milestone, { maxLength: 4 }),
    royalty: fc.option(
      fc
        .record({
          base: fc.constantFrom(...royaltyBases),
          schedule,
          period: fc.constantFrom(...royaltyPeriodKinds),
          startsOn: fc.option(day),
          deductions: fc.array(fc.record({ name: word, capPpm: fc.option(rate) }), { maxLength: 5 }),
          minimumFen: fc.option(money),
          capFen: fc.option(money),
          reportWithinDays: days,
          payWithinDays: days,
        })
        .chain((royalty) =>
          fc
            .tuple(agreedBesides, start, fc.constantFrom({}, { deductionsWithin: 'gross' as const }))
            .map(([besides, from, within]) => ({ ...royalty, ...besides, ...from, ...within })),
        ),
    ),
    latePenaltyPpmPerDay: rate,
    latePenaltyCapPpm: rate,
    improvements: fc.constantFrom(...improvementWays),
    confidentialityYears: days,
    dispute: fc.record({ way: fc.constantFrom('court' as const, 'arbitration' as const), place: word }),
  });
  const rest = fc.record({ deliverWithinDays: days, invoicing: fc.constantFrom(...invoicings) }, { requiredKeys: [] });
  const terms: fc.Arbitrary<PayLaterTerms> = fc.tuple(whole, rest).map(([must, may]) => ({ ...must, ...may }));

  test('any terms survive the way into the form and back', () => {
    fc.assert(
      fc.property(terms, (t) => {
        expect(keepRules(t, PayLaterTermsInput.parse(termsToForm(t)))).toEqual(t);
        expect(keepRules(t, PayLaterTermsInput.parse(readComposerForm(termsToForm(t))))).toEqual(t);
        expect(termsFromJson(termsToJson(t))).toEqual(t);
      }),
    );
  });

  test('new terms fill the form with the usual values and leave the choice open', () => {
    const fresh = termsToForm(newTerms);
    expect(fresh).toMatchObject({ improvements: '', termYears: '5', latePenaltyPerDay: '0.05', latePenaltyCap: '20' });
    expect(fresh.royalty).toMatchObject({ kind: 'flat', rate: '3', cap: '' });
  });
});

const sound = () => composerForm(soundTerms());
const pathsOf = (change: object): string[] => {
  const typed = { ...sound(), ...change };
  expect(PayLaterTermsInput.safeParse(typed).success).toBe(true);
  return boundFaults(typed).map(({ path }) => path.join('.'));
};

test('words of the parties own have a bound in number and length', () => {
  const long = '长'.repeat(1001);
  const [stone] = sound().milestones;
  const security = { kind: 'guarantee', provider: 'p', product: '', beneficiary: 'b', claimEvent: 'c' };
  expect(pathsOf({})).toEqual([]);
  expect(pathsOf({ ownClauses: Array.from({ length: 31 }, (_, i) => `第 ${i} 条`).join('\n') })).toEqual([
    'ownClauses',
  ]);
  expect(pathsOf({ ownClauses: long })).toEqual(['ownClauses']);
  expect(pathsOf({ deliverables: Array.from({ length: 61 }, () => '资料').join('\n') })).toEqual(['deliverables']);
  expect(pathsOf({ milestones: [{ ...stone, criteria: long, evidence: long }] })).toEqual([
    'milestones.0.criteria',
    'milestones.0.evidence',
  ]);
  expect(pathsOf({ security: [{ ...security, provider: long }] })).toEqual(['security.0.provider']);
  expect(pathsOf({ subKind: long })).toEqual(['subKind']);
});

test('no typed line becomes two, and none hides anything', () => {
  const read = PayLaterTermsInput.parse({
    ...sound(),
    territory: '甘肃\u0000省',
    ownClauses: '甲方不付款。\u2028第 18 条　里程碑款\n违约金\u202E元万百一\u202C。\u0001',
    milestones: [{ ...sound().milestones[0], criteria: '连续运行\n第 6 条　里程碑款' }],
  });
  expect(read.territory).toBe('甘肃 省');
  expect(read.ownClauses).toEqual(['甲方不付款。 第 18 条　里程碑款', '违约金元万百一。']);
  expect(read.milestones[0]?.criteria).toBe('连续运行 第 6 条　里程碑款');
});

test('without a trial there is no evaluation of it, whatever still stands in the fields', () => {
  const trial = {
    months: '0',
    extensionMonths: '0',
    metrics: '蛋白回收率 ≥ 75%',
    method: '连续运行',
    evaluator: '省质检院',
  };
  expect(PayLaterTermsInput.parse({ ...sound(), kind: 'licence', trial }).trial.evaluation).toBeUndefined();
  expect(
    PayLaterTermsInput.parse({ ...sound(), kind: 'licence', trial: { ...trial, months: '6' } }).trial.evaluation,
  ).toEqual({
    metrics: ['蛋白回收率 ≥ 75%'],
    method: '连续运行',
    evaluator: '省质检院',
  });
});
