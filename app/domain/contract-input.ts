import { z } from 'zod';
import {
  type CopiesTerms,
  datedTriggers,
  disputeWays,
  improvementWays,
  invoicings,
  licenceKinds,
  milestoneTriggers,
  type LaterRates,
  type PayLaterTerms,
  type RateSchedule,
  type RoyaltyTerms,
  restDayRules,
  riskBearers,
  royaltyBases,
  royaltyPeriodKinds,
  royaltyStarts,
  mostCopies,
  mostSecurities,
  securityKinds,
  usualDeductions,
  type SecurityTerms,
  tierSpans,
  tierWays,
  stockWays,
  type TrialEvaluation,
} from './contract.ts';
import { usualAcceptDays } from './composer-form.ts';
import { type AuditTerms, mostAudit, usualAudit } from './audit-terms.ts';
import { contractKinds, givesTechnology, isLicence, mayHaveRoyalty, trialOf } from './contract-kind.ts';
import { isDay } from './days.ts';
import { hasPeriodMinimum } from './later-rates.ts';
import { type Fen, parseFen, parsePpm } from './money.ts';
import { plainWord } from './plain-terms.ts';
import { linesOf } from './typed-bounds.ts';

type Context = z.core.$RefinementCtx;
const readWan = (text: string): Fen | null => parseFen(text, 'wan');

/** A field as the browser sends it, as one line: absent and empty are the same. */
const typed = z
  .string()
  .nullish()
  .transform((value) => plainWord(value ?? ''));

type Path = (string | number)[];

function refuse(context: Context, message: string, path: Path = []): never {
  context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
}

const words = (missing: string) => typed.transform((value, context) => value || refuse(context, missing));

/** Reads with `read`; an empty field gives `otherwise`, or its message when there is none. */
const read = <T, Otherwise = never>(
  reader: (text: string) => T | null,
  message: string,
  otherwise?: { value: Otherwise },
) =>
  typed.transform((value, context): T | Otherwise => {
    if (!value && otherwise) return otherwise.value;
    return reader(value) ?? refuse(context, message);
  });

const readCount = (text: string): number | null => {
  const plain = text.normalize('NFKC');
  return /^\d{1,4}$/.test(plain) ? Number(plain) : null;
};
const readDay = (text: string): string | null => (isDay(text) ? text : null);
const countMessage = (unit: string): string => `请填整数，单位${unit}`;
/** What the contract must say: emptied, its name is asked for and nothing stands in its place. */
const must = <T>(reader: (text: string) => T | null, name: string, message: string) =>
  typed.transform((value, context): T => reader(value) ?? refuse(context, value === '' ? `请填${name}` : message));
const count = (name: string, unit: string) => must(readCount, `${name}，单位${unit}`, countMessage(unit));
const wanMessage = '请填金额，单位万元，最多 6 位小数';
const rateMessage = '请填 0 到 100 之间的百分数';
const dayMessage = '请填日期，例如 2026-11-21';

const oneOf = <const Words extends readonly [string, ...string[]]>(options: Words, message: string) =>
  typed.transform(
    (value, context): Words[number] => options.find((word) => word === value) ?? refuse(context, message),
  );

const milestone = z.object({
  name: words('请写里程碑的名称'),
  trigger: oneOf(milestoneTriggers, '请选择付款条件'),
  triggerAmount: read(readWan, wanMessage, { value: null }),
  triggerOn: read(readDay, dayMessage, { value: null }),
  criteria: typed,
  evidence: typed,
  amount: read(readWan, wanMessage),
  payWithinDays: count('几天内付款', '天'),
  acceptWithinDays: read(readCount, countMessage('天'), { value: null }),
});

const rateFields = {
  rate: typed,
  rates: typed,
  tiers: z.array(z.object({ from: typed, to: typed, rate: typed })).nullish(),
  tierWay: typed,
  tierSpan: typed,
};

const rateKinds = ['flat', 'tiered', 'by_year'] as const;
/** Other rates from a period on. */
const laterForm = z.object({ kind: typed, ...rateFields, fromOn: typed, minimum: typed, yearlyMinimum: typed });
type ScheduleForm = z.output<z.ZodObject<typeof rateFields>> & { readonly kind: (typeof rateKinds)[number] };

const royaltyForm = z.object({
  kind: oneOf(['none', 'flat', 'tiered', 'by_year'], '请选择提成方式'),
  base: typed,
  ...rateFields,
  period: typed,
  startsOn: typed,
  startEvent: typed,
  startMilestone: typed,
  baseline: typed,
  sublicence: typed,
  yearlyMinimum: typed,
  minimumFromYear: typed,
  buyOutPrice: typed,
  buyOutCredits: typed,
  deductions: z
    .array(z.object({ name: typed, cap: typed }))
    .max(30, '扣除项最多 30 项')
    .nullish(),
  minimum: typed,
  cap: typed,
  reportWithinDays: typed,
  payWithinDays: typed,
  later: z.array(laterForm).nullish(),
});

/** A choice that may be left open: the usual one holds then. */
function choice<const Words extends readonly string[]>(
  text: string,
  words: Words,
  context: Context,
  path: Path,
): Words[number] | null {
  if (!text) return null;
  return words.find((word) => word === text) ?? refuse(context, '请从列出的选项里选', path);
}

/** Reads the fields of rates; each complaint carries the path of its own field behind `at`, and all come at once. */
function scheduleFrom(form: ScheduleForm, context: Context, at: Path = []): RateSchedule {
  const rate = (text: string, path: Path) => parsePpm(text) ?? refuse(context, rateMessage, [...at, ...path]);
  if (form.kind === 'flat') return { kind: 'flat', ratePpm: rate(form.rate, ['rate']) };
  if (form.kind === 'by_year') {
    const parts = form.rates.split(/[\s,，、;；/]+/).filter((part) => part !== '');
    if (parts.length === 0) return refuse(context, '请按年份依次填百分数，例如 5、4、3', [...at, 'rates']);
    return { kind: 'by_year', ratesPpm: parts.map((part) => rate(part, ['rates'])) };
  }
  const sum = (text: string, path: Path) => readWan(text) ?? refuse(context, wanMessage, [...at, ...path]);
  const tiers = (form.tiers ?? []).map((tier, i) => ({
    fromFen: sum(tier.from || '0', ['tiers', i, 'from']),
    toFen: tier.to ? sum(tier.to, ['tiers', i, 'to']) : null,
    ratePpm: rate(tier.rate, ['tiers', i, 'rate']),
  }));
  if (tiers.length === 0) return refuse(context, '请至少填一段', [...at, 'tiers']);
  const way = choice(form.tierWay, tierWays, context, [...at, 'tierWay']);
  const span = choice(form.tierSpan, tierSpans, context, [...at, 'tierSpan']);
  return { kind: 'tiered', tiers, ...(way ? { way } : {}), ...(span ? { span } : {}) };
}

function laterFrom(form: z.output<typeof laterForm>, i: number, context: Context): LaterRates {
  const at = ['later', i];
  const sum = (key: 'minimum' | 'yearlyMinimum') =>
    form[key] ? (readWan(form[key]) ?? refuse(context, wanMessage, [...at, key])) : null;
  const kind = rateKinds.find((word) => word === form.kind) ?? refuse(context, '请选择提成方式', [...at, 'kind']);
  return {
    fromOn: readDay(form.fromOn) ?? refuse(context, '请选择从哪一期起', [...at, 'fromOn']),
    schedule: scheduleFrom({ ...form, kind }, context, at),
    ...agreed({ minimumFen: sum('minimum'), yearlyMinimumFen: sum('yearlyMinimum') }),
  };
}

type Agreed<T> = { readonly [Key in keyof T]?: NonNullable<T[Key]> };

/** What was filled in; what was left empty is left out, so that the text of the terms knows nothing of it. */
const agreed = <T extends object>(given: T): Agreed<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Agreed<T>;

const royalty = royaltyForm.transform((form, context): RoyaltyTerms | null => {
  if (form.kind === 'none') return null;
  const optional = <T>(text: string, reader: (text: string) => T | null, message: string, path: string): T | null =>
    text ? (reader(text) ?? refuse(context, message, [path])) : null;
  const days = (key: 'reportWithinDays' | 'payWithinDays', name: string): number =>
    readCount(form[key]) ?? refuse(context, form[key] === '' ? `请填${name}，单位天` : countMessage('天'), [key]);
  const startEvent = choice(form.startEvent, royaltyStarts, context, ['startEvent']);
  const startMilestone = optional(form.startMilestone, readCount, '请填里程碑的序号', 'startMilestone');
  if (startEvent === 'milestone' && startMilestone === null) refuse(context, '请填里程碑的序号', ['startMilestone']);
  const buyOutPriceFen = optional(form.buyOutPrice, readWan, wanMessage, 'buyOutPrice');
  const given = {
    startEvent,
    startMilestone: startEvent === 'milestone' ? startMilestone : null,
    baselineFen: optional(form.baseline, readWan, wanMessage, 'baseline'),
    sublicencePpm: optional(form.sublicence, parsePpm, rateMessage, 'sublicence'),
    yearlyMinimumFen: optional(form.yearlyMinimum, readWan, wanMessage, 'yearlyMinimum'),
    minimumFromYear: optional(form.minimumFromYear, readCount, countMessage('年'), 'minimumFromYear'),
    buyOut:
      buyOutPriceFen === null ? null : { priceFen: buyOutPriceFen, creditsRoyalties: form.buyOutCredits !== 'no' },
  };
  const deductions = (form.deductions ?? []).flatMap((item, i) => {
    if (!item.name) return item.cap ? refuse(context, '请写扣除项的名称', ['deductions', i, 'name']) : [];
    const capPpm = item.cap ? (parsePpm(item.cap) ?? refuse(context, rateMessage, ['deductions', i, 'cap'])) : null;
    return [{ name: item.name, capPpm }];
  });
  const base =
    royaltyBases.find((word) => word === (form.base || 'net_sales')) ?? refuse(context, '请选择提成基数', ['base']);
  const read: RoyaltyTerms = {
    base,
    schedule: scheduleFrom({ ...form, kind: form.kind }, context),
    period:
      royaltyPeriodKinds.find((kind) => kind === (form.period || 'quarter')) ??
      refuse(context, '请选择提成周期', ['period']),
    startsOn: optional(form.startsOn, readDay, dayMessage, 'startsOn'),
    deductions: form.deductions == null ? usualDeductions[base].map((name) => ({ name, capPpm: null })) : deductions,
    deductionsWithin: 'gross',
    minimumFen: optional(form.minimum, readWan, wanMessage, 'minimum'),
    capFen: optional(form.cap, readWan, wanMessage, 'cap'),
    reportWithinDays: days('reportWithinDays', '期末后几天内申报'),
    payWithinDays: days('payWithinDays', '申报后几天内付款'),
    ...agreed({ ...given, later: form.later?.length ? form.later.map((row, i) => laterFrom(row, i, context)) : null }),
  };
  return hasPeriodMinimum(read) ? { ...read, minimumCut: 'early_end' } : read;
});

/** Several things, one a line. */
const lines = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((value) => linesOf(Array.isArray(value) ? value.join('\n') : (value ?? '')));

/** One thing that secures the contract: nothing unless a kind is chosen, and then all that its clause says. */
const securityRow = z
  .object({
    kind: typed,
    provider: typed,
    product: typed,
    sum: typed,
    premium: typed,
    subsidy: typed,
    beneficiary: typed,
    claimEvent: typed,
  })
  .transform((form, context): SecurityTerms | null => {
    const kind = choice(form.kind, securityKinds, context, ['kind']);
    if (kind === null) return null;
    const word = (name: 'provider' | 'beneficiary' | 'claimEvent', says: string): string =>
      form[name] || refuse(context, says, [name]);
    const optional = <T>(name: 'sum' | 'premium' | 'subsidy', reader: (text: string) => T | null, says: string) =>
      form[name] ? (reader(form[name]) ?? refuse(context, says, [name])) : null;
    return {
      kind,
      provider: word('provider', '请写由谁提供'),
      product: form.product,
      sumFen: optional('sum', readWan, wanMessage),
      premiumFen: optional('premium', readWan, wanMessage),
      subsidyPpm: optional('subsidy', parsePpm, rateMessage),
      beneficiary: word('beneficiary', '请写受益人'),
      claimEvent: word('claimEvent', '请写什么情形下可以主张'),
    };
  });

const security = z
  .array(securityRow)
  .max(mostSecurities, `履约保障最多 ${mostSecurities} 项`)
  .nullish()
  .transform((rows) => (rows ?? []).filter((row) => row !== null));

/** How many copies each holds: nothing unless somebody counts, and then one at least for each side. */
const copies = z
  .object({ licensor: typed, licensee: typed, other: typed })
  .transform((form, context): CopiesTerms | null => {
    if (`${form.licensor}${form.licensee}${form.other}` === '') return null;
    const held = (name: 'licensor' | 'licensee' | 'other', least: number): number => {
      const n = form[name] === '' && least === 0 ? 0 : readCount(form[name]);
      const isRight = n !== null && n >= least && n <= mostCopies;
      return isRight ? n : refuse(context, `请填 ${least} 到 ${mostCopies} 的整数`, [name]);
    };
    return { licensor: held('licensor', 1), licensee: held('licensee', 1), other: held('other', 0) };
  });

/** How the accounts are looked into: nothing unless something is filled in, and the usual for the rest. */
const audit = z
  .object({ timesAYear: typed, noticeDays: typed, keepYears: typed, shortfall: typed })
  .transform((form, context): AuditTerms | null => {
    if (Object.values(form).join('') === '') return null;
    const within = (name: keyof typeof mostAudit): number => {
      const n = form[name] === '' ? usualAudit[name] : readCount(form[name]);
      const isRight = n !== null && n >= 1 && n <= mostAudit[name];
      return isRight ? n : refuse(context, `请填 1 到 ${mostAudit[name]} 的整数`, [name]);
    };
    const shortfallPpm = form.shortfall === '' ? usualAudit.shortfallPpm : parsePpm(form.shortfall);
    return {
      timesAYear: within('timesAYear'),
      noticeDays: within('noticeDays'),
      keepYears: within('keepYears'),
      shortfallPpm: shortfallPpm ?? refuse(context, rateMessage, ['shortfall']),
    };
  });

interface EvaluationForm {
  readonly months: number;
  readonly metrics: string[];
  readonly method: string;
  readonly evaluator: string;
}

/** Without a trial there is nothing to judge, whatever still stands in the fields. */
const evaluationFrom = ({ months, metrics, method, evaluator }: EvaluationForm): TrialEvaluation | null =>
  months > 0 && metrics.length > 0 ? { metrics, method, evaluator } : null;

/**
 * The composer's form read into terms. Amounts are typed in 万元, rates in per cent, deliverables one a line. Issues have the
 * path of the field (`milestones[0].amount`) and Chinese words. What the contract must say and is left empty is a
 * complaint at its field, never the usual value; what may be left out is left out, as its field says. Whether the terms make sense is for `checkTerms`, how much one writes for `boundFaults`. Use `PayLaterTermsInput.safeParse(form)`.
 */
export const PayLaterTermsInput = z
  .object(
    {
      kind: read((text) => contractKinds.find((word) => word === text) ?? null, '请选择合同种类', { value: null }),
      subKind: typed,
      licenceKind: oneOf(licenceKinds, '请选择许可方式'),
      territory: words('请写地域'),
      fieldOfUse: words('请写使用领域或者内容与要求'),
      products: lines,
      startsOn: read(readDay, dayMessage, { value: null }),
      termYears: read(readCount, '请填许可期限，单位年'),
      stock: read((text) => stockWays.find((word) => word === text) ?? null, '请选择库存怎样处理', { value: null }),
      trial: z
        .object({
          months: count('试用期', '月'),
          extensionMonths: read(readCount, countMessage('月'), { value: 0 }),
          decideWithinDays: read(readCount, countMessage('天'), { value: null }),
          purpose: typed,
          volume: typed,
          metrics: lines,
          method: typed,
          evaluator: typed,
        })
        .superRefine(({ metrics, method, evaluator }, context) => {
          if (metrics.length > 0 || `${method}${evaluator}` === '') return;
          context.addIssue({ code: 'custom', message: '请写试用要达到的指标', path: ['metrics'] });
        })
        .prefault({}),
      deliverWithinDays: read(readCount, countMessage('天'), { value: null }),
      guidanceDays: read((text) => readCount(text) || null, '请填大于 0 的整数，单位天', { value: null }),
      invoicing: read((text) => invoicings.find((word) => word === text) ?? null, '请选择开票顺序', { value: null }),
      restDays: read((text) => restDayRules.find((word) => word === text) ?? null, '请选择末日遇休假日怎么办', {
        value: null,
      }),
      deliverables: lines,
      milestones: z
        .array(milestone, '里程碑的格式不对')
        .max(20, '里程碑最多 20 个')
        .nullish()
        .transform((items) => items ?? []),
      royalty: royalty.prefault({}),
      audit: audit.prefault({}),
      latePenaltyPerDay: must(parsePpm, '每日的逾期违约金', rateMessage),
      latePenaltyCap: must(parsePpm, '违约金的上限', rateMessage),
      improvements: oneOf(improvementWays, '请选择后续改进成果归谁'),
      results: read((text) => improvementWays.find((word) => word === text) ?? null, '请选择开发成果归谁', {
        value: null,
      }),
      risk: read((text) => riskBearers.find((word) => word === text) ?? null, '请选择开发风险由谁承担', {
        value: null,
      }),
      confidentialityYears: count('期满后继续保密多久', '年'),
      dispute: z
        .object({
          way: oneOf(disputeWays, '请选择争议解决方式'),
          place: words('请写仲裁机构或法院所在地'),
        })
        .prefault({}),
      security,
      copies: copies.prefault({}),
      ownClauses: lines,
    },
    '请填写合同条款',
  )
  .transform((form): PayLaterTerms => ({
    schemaVersion: 1,
    // A pay-later licence names no kind: its text is what it was before others existed.
    ...agreed({ kind: form.kind === 'pay_later' ? null : form.kind, subKind: form.subKind || null }),
    licenceKind: form.licenceKind,
    territory: form.territory,
    fieldOfUse: form.fieldOfUse,
    ...agreed({
      products: form.products.length > 0 && givesTechnology(form.kind ?? 'pay_later') ? form.products : null,
    }),
    startsOn: form.startsOn,
    termYears: form.termYears,
    ...agreed({ stock: isLicence(form.kind ?? 'pay_later') ? form.stock : null }),
    trial:
      trialOf(form.kind ?? 'pay_later') === 'none'
        ? { months: 0, extensionMonths: 0 }
        : {
            months: form.trial.months,
            extensionMonths: form.trial.extensionMonths,
            ...agreed({
              decideWithinDays: form.trial.decideWithinDays,
              purpose: form.trial.months > 0 ? form.trial.purpose || null : null,
              volume: form.trial.months > 0 ? form.trial.volume || null : null,
              evaluation: evaluationFrom(form.trial),
            }),
          },
    deliverables: form.deliverables,
    royaltyAwaits: 'delivery',
    ...agreed({
      deliverWithinDays: form.deliverWithinDays,
      guidanceDays: form.guidanceDays,
      invoicing: form.invoicing,
      restDays: form.restDays,
    }),
    milestones: form.milestones.map(({ amount, triggerAmount, triggerOn, acceptWithinDays, ...rest }) => ({
      ...rest,
      // What is due by itself nobody accepts: its row shows no days for that. Emptied elsewhere they are none, which `checkTerms` refuses.
      acceptWithinDays: acceptWithinDays ?? (datedTriggers.includes(rest.trigger) ? usualAcceptDays : 0),
      amountFen: amount,
      triggerFen: rest.trigger === 'sales_reached' ? triggerAmount : null,
      triggerOn: rest.trigger === 'on_date' ? triggerOn : null,
    })),
    royalty: mayHaveRoyalty(form.kind ?? 'pay_later') ? form.royalty : null,
    ...agreed({ audit: mayHaveRoyalty(form.kind ?? 'pay_later') ? form.audit : null }),
    latePenaltyPpmPerDay: form.latePenaltyPerDay,
    latePenaltyCapPpm: form.latePenaltyCap,
    improvements: form.improvements,
    ...(form.kind === 'development' ? agreed({ results: form.results, risk: form.risk }) : {}),
    confidentialityYears: form.confidentialityYears,
    dispute: form.dispute,
    ...agreed({
      security: form.security.length > 0 ? form.security : null,
      copies: form.copies,
      ownClauses: form.ownClauses.length > 0 ? form.ownClauses : null,
    }),
  }));
export type PayLaterTermsInput = z.output<typeof PayLaterTermsInput>;
