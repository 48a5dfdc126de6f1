import { checkTerms } from './contract-check.ts';
import { newTerms, type PayLaterTerms } from './contract.ts';
import { type Fen, parseFen, parsePpm } from './money.ts';

/** Fields of the public calculator, as they stand in the URL: amounts in 万元, the rate in per cent. */
export const quoteFields = ['m1', 'm2', 'm3', 'rate', 'cap', 'trial', 'years', 's1', 's2', 's3', 's4', 's5'] as const;
export type QuoteField = (typeof quoteFields)[number];

export interface Quote {
  readonly values: Readonly<Record<QuoteField, string>>;
  /** True when somebody asked; false shows the example. */
  readonly isAsked: boolean;
  readonly errors: Readonly<Partial<Record<QuoteField, string>>>;
  readonly terms: PayLaterTerms | null;
  readonly salesFen: readonly Fen[];
}

/** What the calculator shows first: 40 万元 of milestones, 3 % of net sales, at most 160 万元. */
const example: Readonly<Record<QuoteField, string>> = {
  m1: '8',
  m2: '12',
  m3: '20',
  rate: '3',
  cap: '160',
  trial: '12',
  years: '6',
  s1: '300',
  s2: '600',
  s3: '900',
  s4: '1200',
  s5: '1200',
};

const names = ['技术验证通过', '样机或中试完成', '投产'] as const;
const triggers = ['tech_validated', 'prototype_done', 'in_production'] as const;
const amount = '请填金额，单位万元，例如 12.5';
const trialWords = '请填试用期，3 到 36 个月';
const yearsWords = '请填许可期限，1 到 20 年';

/**
 * Reads the calculator's query. Empty milestones and sales count as nothing, an empty rate as no royalty, an empty cap as none;
 * trial and term must be there, and what cannot be read is named by its field. The other terms are the usual ones.
 */
export function readQuote(query: URLSearchParams): Quote {
  const isAsked = quoteFields.some((field) => query.has(field));
  const values = Object.fromEntries(
    quoteFields.map((field) => [field, isAsked ? (query.get(field) ?? '').trim().slice(0, 40) : example[field]]),
  ) as Record<QuoteField, string>;
  const errors: Partial<Record<QuoteField, string>> = {};
  const read = <T>(field: QuoteField, empty: T, reader: (text: string) => T | null, says: string): T => {
    if (values[field] === '') return empty;
    const value = reader(values[field]);
    if (value === null) errors[field] = says;
    return value ?? empty;
  };
  const wan = (field: QuoteField) => read<Fen>(field, 0n, (text) => parseFen(text, 'wan'), amount);
  /** What must be there: an empty field is told, and not filled in behind the person's back. */
  const whole = (field: QuoteField, least: number, most: number, says: string): number => {
    const text = values[field].normalize('NFKC');
    if (/^\d{1,2}$/.test(text) && +text >= least && +text <= most) return +text;
    errors[field] = says;
    return least;
  };
  const amounts = (['m1', 'm2', 'm3'] as const).map(wan);
  const ratePpm = read('rate', 0, parsePpm, '请填 0 到 100 之间的百分数，例如 3');
  const capFen = read<Fen | null>('cap', null, (text) => parseFen(text, 'wan'), amount);
  const months = whole('trial', 3, 36, trialWords);
  const termYears = whole('years', 1, 20, yearsWords);
  const salesFen = (['s1', 's2', 's3', 's4', 's5'] as const).map(wan);
  const terms: PayLaterTerms = {
    ...newTerms,
    termYears,
    trial: { months, extensionMonths: 0 },
    milestones: amounts.flatMap((amountFen, i) => (amountFen > 0n ? [milestone(i, amountFen)] : [])),
    royalty:
      newTerms.royalty && ratePpm > 0
        ? { ...newTerms.royalty, schedule: { kind: 'flat', ratePpm }, period: 'year', capFen }
        : null,
  };
  for (const { path, says } of checkTerms(terms).errors) {
    if (path === 'royalty.cap') errors.cap = says;
    if (path === 'trial.months') errors.trial = says;
    if (path === 'milestones') errors.m1 = says;
  }
  return { values, isAsked, errors, terms: Object.keys(errors).length === 0 ? terms : null, salesFen };
}

const milestone = (i: number, amountFen: Fen) => ({
  name: names[i] ?? '',
  trigger: triggers[i] ?? 'tech_validated',
  triggerFen: null,
  triggerOn: null,
  criteria: '按合同约定的指标验收',
  evidence: '',
  amountFen,
  payWithinDays: 30,
  acceptWithinDays: 15,
});
