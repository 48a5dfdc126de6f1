import { canonicalJson } from './canonical-json.ts';
import { contractKinds } from './contract-kind.ts';
import {
  disputeWays,
  improvementWays,
  invoicings,
  licenceKinds,
  milestoneTriggers,
  type PayLaterTerms,
  type PayLaterTermsJson,
  type RateSchedule,
  restDayRules,
  riskBearers,
  royaltyBases,
  royaltyPeriodKinds,
  royaltyStarts,
  securityKinds,
  stockWays,
  tierSpans,
  tierWays,
} from './contract.ts';
import { isDay } from './days.ts';
import { AppError } from './errors.ts';
import { type Fen, fenFromJson } from './money.ts';

/** Terms as they are stored, hashed and published: every amount a decimal string. */
export const termsToJson = (terms: PayLaterTerms): PayLaterTermsJson =>
  JSON.parse(canonicalJson(terms)) as PayLaterTermsJson;

function refuse(path: string): never {
  throw new AppError('terms_invalid', { path }, path);
}

/** Reads typed values out of unknown JSON; whatever is missing or of another kind throws `terms_invalid` with its path. */
function readerOf(json: unknown, path: string): Reader {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) refuse(path);
  const values = json as Readonly<Record<string, unknown>>;
  const at = (key: string): string => (path ? `${path}.${key}` : key);
  const read = <T>(key: string, accept: (value: unknown) => value is T): T => {
    const value = values[key];
    return accept(value) ? value : refuse(at(key));
  };
  const text = (key: string): string => read(key, (value) => typeof value === 'string');
  const list = <T>(key: string, item: (value: unknown, path: string) => T): T[] =>
    read(key, (value): value is unknown[] => Array.isArray(value)).map((value, i) => item(value, `${at(key)}[${i}]`));
  const object = (key: string): Reader => readerOf(values[key], at(key));
  return {
    text,
    list,
    object,
    count: (key: string): number => read(key, isCount),
    oneOf: <T extends string>(key: string, words: readonly T[]): T =>
      read(key, (value): value is T => words.some((word) => word === value)),
    day: (key: string): string => read(key, (value): value is string => typeof value === 'string' && isDay(value)),
    fen: (key: string): Fen => {
      try {
        return fenFromJson(text(key));
      } catch {
        return refuse(at(key));
      }
    },
    objects: <T>(key: string, item: (reader: Reader) => T): T[] =>
      list(key, (value, where) => item(readerOf(value, where))),
    oneOrMore: <T>(key: string, item: (reader: Reader) => T): T[] =>
      Array.isArray(values[key]) ? list(key, (value, where) => item(readerOf(value, where))) : [item(object(key))],
    flag: (key: string): boolean => read(key, (value) => typeof value === 'boolean'),
    optional: <T>(key: string, read: (key: string) => T): T | null => (values[key] === null ? null : read(key)),
    later: <Key extends string, T>(key: Key, read: (key: string) => T) =>
      (key in values ? { [key]: read(key) } : {}) as { readonly [name in Key]?: T },
  };
}

interface Reader {
  text(key: string): string;
  count(key: string): number;
  day(key: string): string;
  fen(key: string): Fen;
  oneOf<T extends string>(key: string, words: readonly T[]): T;
  list<T>(key: string, item: (value: unknown, path: string) => T): T[];
  object(key: string): Reader;
  objects<T>(key: string, item: (reader: Reader) => T): T[];
  oneOrMore<T>(key: string, item: (reader: Reader) => T): T[];
  flag(key: string): boolean;
  optional<T>(key: string, read: (key: string) => T): T | null;
  /** A field that terms signed before it was known lack: left out where it is absent, so that their text stays the same. */
  later<Key extends string, T>(key: Key, read: (key: string) => T): { readonly [name in Key]?: T };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function scheduleFrom(reader: Reader): RateSchedule {
  const kind = reader.oneOf('kind', ['flat', 'tiered', 'by_year'] as const);
  if (kind === 'flat') return { kind, ratePpm: reader.count('ratePpm') };
  if (kind === 'by_year') {
    const rate = (value: unknown, path: string): number => (isCount(value) ? value : refuse(path));
    return { kind, ratesPpm: reader.list('ratesPpm', rate) };
  }
  return {
    kind,
    tiers: reader.objects('tiers', (tier) => ({
      fromFen: tier.fen('fromFen'),
      toFen: tier.optional('toFen', tier.fen),
      ratePpm: tier.count('ratePpm'),
    })),
    ...reader.later('way', (key) => reader.oneOf(key, tierWays)),
    ...reader.later('span', (key) => reader.oneOf(key, tierSpans)),
  };
}

const laterRoyaltyTerms = (royalty: Reader) => ({
  ...royalty.later('deductionsWithin', (key) => royalty.oneOf(key, ['gross'] as const)),
  ...royalty.later('minimumCut', (key) => royalty.oneOf(key, ['early_end'] as const)),
  ...royalty.later('startEvent', (key) => royalty.oneOf(key, royaltyStarts)),
  ...royalty.later('startMilestone', (key) => royalty.optional(key, royalty.count)),
  ...royalty.later('baselineFen', (key) => royalty.optional(key, royalty.fen)),
  ...royalty.later('sublicencePpm', (key) => royalty.optional(key, royalty.count)),
  ...royalty.later('yearlyMinimumFen', (key) => royalty.optional(key, royalty.fen)),
  ...royalty.later('minimumFromYear', royalty.count),
  ...royalty.later('buyOut', (key) =>
    royalty.optional(key, (at) => {
      const buyOut = royalty.object(at);
      return { priceFen: buyOut.fen('priceFen'), creditsRoyalties: buyOut.flag('creditsRoyalties') };
    }),
  ),
  ...royalty.later('later', (key) =>
    royalty.objects(key, (rates) => ({
      fromOn: rates.day('fromOn'),
      schedule: scheduleFrom(rates.object('schedule')),
      ...rates.later('minimumFen', rates.fen),
      ...rates.later('yearlyMinimumFen', rates.fen),
    })),
  ),
});

const words = (value: unknown, path: string): string => (typeof value === 'string' ? value : refuse(path));

const securityFrom = (security: Reader) => ({
  kind: security.oneOf('kind', securityKinds),
  provider: security.text('provider'),
  product: security.text('product'),
  sumFen: security.optional('sumFen', security.fen),
  premiumFen: security.optional('premiumFen', security.fen),
  subsidyPpm: security.optional('subsidyPpm', security.count),
  beneficiary: security.text('beneficiary'),
  claimEvent: security.text('claimEvent'),
});

/**
 * Terms out of stored JSON; termsFromJson(termsToJson(terms)) equals terms. Throws `terms_invalid` with the path of the first
 * value that is missing or of another kind. It checks the shape, `checkTerms` the sense.
 */
export function termsFromJson(json: unknown): PayLaterTerms {
  const reader = readerOf(json, '');
  if (reader.count('schemaVersion') !== 1) refuse('schemaVersion');
  const trial = reader.object('trial');
  const dispute = reader.object('dispute');
  return {
    schemaVersion: 1,
    ...reader.later('kind', (key) => reader.oneOf(key, contractKinds)),
    ...reader.later('subKind', reader.text),
    licenceKind: reader.oneOf('licenceKind', licenceKinds),
    ...reader.later('rights', (key) =>
      reader.objects(key, (right) => ({
        type: right.text('type'),
        name: right.text('name'),
        number: right.optional('number', right.text),
        owner: right.text('owner'),
        status: right.text('status'),
        filedOn: right.optional('filedOn', right.day),
        expiresOn: right.optional('expiresOn', right.day),
        paidUntilOn: right.optional('paidUntilOn', right.day),
        asOf: right.day('asOf'),
      })),
    ),
    territory: reader.text('territory'),
    fieldOfUse: reader.text('fieldOfUse'),
    ...reader.later('products', (key) => reader.list(key, words)),
    startsOn: reader.optional('startsOn', reader.day),
    termYears: reader.count('termYears'),
    ...reader.later('stock', (key) => reader.oneOf(key, stockWays)),
    trial: {
      months: trial.count('months'),
      extensionMonths: trial.count('extensionMonths'),
      ...trial.later('decideWithinDays', trial.count),
      ...trial.later('purpose', trial.text),
      ...trial.later('volume', trial.text),
      ...trial.later('evaluation', (key) => {
        const evaluation = trial.object(key);
        return {
          metrics: evaluation.list('metrics', words),
          method: evaluation.text('method'),
          evaluator: evaluation.text('evaluator'),
        };
      }),
    },
    deliverables: reader.list('deliverables', words),
    milestones: reader.objects('milestones', (item) => ({
      name: item.text('name'),
      trigger: item.oneOf('trigger', milestoneTriggers),
      triggerFen: item.optional('triggerFen', item.fen),
      triggerOn: item.optional('triggerOn', item.day),
      criteria: item.text('criteria'),
      evidence: item.text('evidence'),
      amountFen: item.fen('amountFen'),
      payWithinDays: item.count('payWithinDays'),
      acceptWithinDays: item.count('acceptWithinDays'),
    })),
    royalty: reader.optional('royalty', (key) => {
      const royalty = reader.object(key);
      return {
        base: royalty.oneOf('base', royaltyBases),
        schedule: scheduleFrom(royalty.object('schedule')),
        period: royalty.oneOf('period', royaltyPeriodKinds),
        startsOn: royalty.optional('startsOn', royalty.day),
        deductions: royalty.objects('deductions', (item) => ({
          name: item.text('name'),
          capPpm: item.optional('capPpm', item.count),
        })),
        minimumFen: royalty.optional('minimumFen', royalty.fen),
        capFen: royalty.optional('capFen', royalty.fen),
        reportWithinDays: royalty.count('reportWithinDays'),
        payWithinDays: royalty.count('payWithinDays'),
        ...laterRoyaltyTerms(royalty),
      };
    }),
    ...reader.later('audit', (key) => {
      const audit = reader.object(key);
      return {
        timesAYear: audit.count('timesAYear'),
        noticeDays: audit.count('noticeDays'),
        keepYears: audit.count('keepYears'),
        shortfallPpm: audit.count('shortfallPpm'),
      };
    }),
    latePenaltyPpmPerDay: reader.count('latePenaltyPpmPerDay'),
    latePenaltyCapPpm: reader.count('latePenaltyCapPpm'),
    ...reader.later('deliverWithinDays', reader.count),
    ...reader.later('royaltyAwaits', (key) => reader.oneOf(key, ['delivery'] as const)),
    ...reader.later('guidanceDays', reader.count),
    ...reader.later('invoicing', (key) => reader.oneOf(key, invoicings)),
    ...reader.later('restDays', (key) => reader.oneOf(key, restDayRules)),
    improvements: reader.optional('improvements', (key) => reader.oneOf(key, improvementWays)),
    ...reader.later('results', (key) => reader.oneOf(key, improvementWays)),
    ...reader.later('risk', (key) => reader.oneOf(key, riskBearers)),
    confidentialityYears: reader.count('confidentialityYears'),
    dispute: { way: dispute.oneOf('way', disputeWays), place: dispute.text('place') },
    // A version from when there could be but one holds it as an object.
    ...reader.later('security', (key) => reader.oneOrMore(key, securityFrom)),
    ...reader.later('copies', (key) => {
      const copies = reader.object(key);
      return { licensor: copies.count('licensor'), licensee: copies.count('licensee'), other: copies.count('other') };
    }),
    ...reader.later('payee', (key) => {
      const payee = reader.object(key);
      return {
        accountName: payee.text('accountName'),
        bankName: payee.text('bankName'),
        accountNo: payee.text('accountNo'),
      };
    }),
    ...reader.later('ownClauses', (key) => reader.list(key, words)),
  };
}
