import type { AchievementPrice } from './achievement-data.ts';
import { type ClauseKey, clauseKeys } from './contract-clauses.ts';
import { licenceModes, type PriceResult } from './contract-pricing.ts';
import { licenceKinds, newTerms, type PayLaterTerms } from './contract.ts';
import {
  blankLater,
  noSecurity,
  type LaterForm,
  type MilestoneForm,
  type RoyaltyForm,
  type SecurityForm,
  type TermsForm,
  termsToForm,
  wanText,
} from './contract-form.ts';
import type { ContractKind } from './contract-kind.ts';
import { cutText } from './cut-text.ts';
import { allocate, type Fen, parseFen } from './money.ts';
import { type OfferedStart, offeredStart } from './offered-start.ts';
import { plainText } from './plain-text.ts';
import { usualMilestones } from './usual-milestones.ts';

/** The composer's form: the terms, and the sales that somebody expects, which are in no contract. */
export interface ComposerForm extends TermsForm {
  /** Net sales of each year of royalties, 万元. */
  sales: string[];
  /** Fewer and more sales, in per cent of what is expected. */
  scenarios: { low: string; high: string };
  /** Why a clause is changed, for the other side to read. */
  reasons: Partial<Record<ClauseKey, string>>;
  /** Of a change of a signed contract: from when, and why. */
  change: { effectiveOn: string; reason: string };
}

export const salesYears = 5;
/** What the server reads of rows; more is not a form that a person filled in. */
const mostRows = 20;

type Values = Readonly<Record<string, unknown>>;
const record = (value: unknown): Values =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Values) : {};
const text = (values: Values, key: string): string => {
  const value = values[key];
  return typeof value === 'string' ? plainText(value) : '';
};
const rows = (value: unknown): Values[] => (Array.isArray(value) ? Array.from(value.slice(0, mostRows), record) : []);

const blankMilestone: MilestoneForm = {
  name: '',
  trigger: '',
  triggerAmount: '',
  triggerOn: '',
  criteria: '',
  evidence: '',
  amount: '',
  payWithinDays: '30',
  acceptWithinDays: '15',
};

/** Picks the keys of `like` out of what the browser sent, each as text. */
const texts = <Keys extends string>(values: Values, keys: readonly Keys[]): Record<Keys, string> =>
  Object.fromEntries(keys.map((key) => [key, text(values, key)])) as Record<Keys, string>;

const milestoneKeys = Object.keys(blankMilestone) as (keyof MilestoneForm)[];

function royaltyFrom(values: Values): RoyaltyForm {
  const plain = texts(values, [
    'kind',
    'base',
    'rate',
    'rates',
    'tierWay',
    'tierSpan',
    'period',
    'startsOn',
    'startEvent',
    'startMilestone',
    'baseline',
    'sublicence',
    'yearlyMinimum',
    'minimumFromYear',
    'buyOutPrice',
    'buyOutCredits',
    'minimum',
    'cap',
    'reportWithinDays',
    'payWithinDays',
  ]);
  return {
    ...plain,
    tiers: tiersFrom(values),
    deductions: rows(values['deductions']).map((row) => texts(row, ['name', 'cap'])),
    later: rows(values['later']).map((row) => ({
      ...texts(row, ['fromOn', 'kind', 'rate', 'rates', 'tierWay', 'tierSpan', 'minimum', 'yearlyMinimum']),
      tiers: tiersFrom(row),
    })),
  };
}

const tiersFrom = (values: Values) => rows(values['tiers']).map((row) => texts(row, ['from', 'to', 'rate']));

/** The form out of nested values as the browser sent them; whatever is missing or strange becomes empty text. */
export function readComposerForm(payload: unknown): ComposerForm {
  const values = record(payload);
  const sales = values['sales'];
  return {
    ...texts(values, [
      'kind',
      'subKind',
      'licenceKind',
      'territory',
      'fieldOfUse',
      'products',
      'startsOn',
      'termYears',
      'stock',
      'deliverables',
      'deliverWithinDays',
      'guidanceDays',
      'invoicing',
      'restDays',
      'latePenaltyPerDay',
      'latePenaltyCap',
      'improvements',
      'results',
      'risk',
      'confidentialityYears',
      'payee',
      'ownClauses',
    ]),
    rights: chosen(values['rights']),
    trial: texts(record(values['trial']), [
      'months',
      'extensionMonths',
      'decideWithinDays',
      'purpose',
      'volume',
      'metrics',
      'method',
      'evaluator',
    ]),
    dispute: texts(record(values['dispute']), ['way', 'place']),
    audit: texts(record(values['audit']), ['timesAYear', 'noticeDays', 'keepYears', 'shortfall']),
    copies: texts(record(values['copies']), ['licensor', 'licensee', 'other']),
    security: securitiesFrom(values['security']),
    milestones: rows(values['milestones']).map((row) => texts(row, milestoneKeys)),
    royalty: royaltyFrom(record(values['royalty'])),
    sales: Array.from({ length: salesYears }, (_, i) => {
      const value: unknown = Array.isArray(sales) ? sales[i] : undefined;
      return typeof value === 'string' ? plainText(value) : '';
    }),
    scenarios: texts(record(values['scenarios']), ['low', 'high']),
    reasons: reasonsFrom(record(values['reasons'])),
    change: texts(record(values['change']), ['effectiveOn', 'reason']),
  };
}

/** What has a kind; a draft from when there could be but one holds it as an object. */
const securitiesFrom = (value: unknown): SecurityForm[] =>
  rows(Array.isArray(value) ? value : [value])
    .map((row) => texts(row, Object.keys(noSecurity) as (keyof SecurityForm)[]))
    .filter(({ kind }) => kind !== '');

/** Boxes that were ticked: none where the form shows them and nothing is ticked, null where it does not show them. */
const chosen = (value: unknown): string[] | null => {
  if (value === undefined || value === null) return null;
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all
    .filter((key): key is string => typeof key === 'string' && key !== '')
    .map(plainText)
    .slice(0, mostRights);
};
const mostRights = 100;

/** What the server keeps of one reason. */
const longestReason = 500;

const reasonsFrom = (values: Values): ComposerForm['reasons'] =>
  Object.fromEntries(
    clauseKeys.flatMap((key) => {
      const reason = cutText(text(values, key).trim(), longestReason);
      return reason === '' ? [] : [[key, reason]];
    }),
  );

const at = <Row>(list: readonly Row[], i: number): Row[] => list.filter((_, index) => index !== i);

/** An empty row, with the days of the one above it. */
function nextRow({ milestones }: ComposerForm): MilestoneForm {
  const { payWithinDays, acceptWithinDays } = milestones.at(-1) ?? blankMilestone;
  return { ...blankMilestone, payWithinDays, acceptWithinDays };
}

const nextTier = ({ tiers }: Pick<LaterForm, 'tiers'>) =>
  [...tiers, { from: tiers.at(-1)?.to ?? '0', to: '', rate: '' }].slice(0, mostRows);

/**
 * Adds or takes away a row, as the button's intent says: `add-milestone`, `remove-milestone:1`, `add-tier`, `remove-tier:0`, `add-later`,
 * `remove-later:0`, and of the rates from a period on `add-later-tier:0`, `remove-later-tier:0:1`.
 * Null for any other intent. Nothing typed is lost.
 */
export function editRows(form: ComposerForm, intent: string): ComposerForm | null {
  const [deed = '', index = '', inner = ''] = intent.split(':');
  const i = Number(index);
  const { royalty } = form;
  const withLater = (later: LaterForm[]) => ({ ...form, royalty: { ...royalty, later: later.slice(0, mostRows) } });
  const inLater = (change: (row: LaterForm) => Partial<LaterForm>) =>
    withLater(royalty.later.map((row, at) => (at === i ? { ...row, ...change(row) } : row)));
  switch (deed) {
    case 'add-milestone':
      return form.milestones.length < mostRows ? { ...form, milestones: [...form.milestones, nextRow(form)] } : form;
    case 'remove-milestone':
      return { ...form, milestones: at(form.milestones, i) };
    case 'add-tier':
      return { ...form, royalty: { ...royalty, kind: 'tiered', tiers: nextTier(royalty) } };
    case 'remove-tier':
      return { ...form, royalty: { ...royalty, tiers: at(royalty.tiers, i) } };
    case 'add-later':
      return withLater([...royalty.later, blankLater]);
    case 'remove-later':
      return withLater(at(royalty.later, i));
    case 'add-later-tier':
      return inLater((row) => ({ kind: 'tiered', tiers: nextTier(row) }));
    case 'remove-later-tier':
      return inLater((row) => ({ tiers: at(row.tiers, Number(inner)) }));
    default:
      return null;
  }
}

/** The rows that a contract of this kind starts from; what the rows before come to in all is shared out among them. */
export function milestonesOfKind(before: readonly MilestoneForm[], kind: ContractKind): MilestoneForm[] {
  const usual = usualMilestones[kind];
  const sumFen = before.reduce((sum, { amount }) => sum + (parseFen(amount, 'wan') ?? 0n), 0n);
  const parts = allocate(
    sumFen,
    usual.map(({ weight }) => BigInt(weight)),
  );
  const { payWithinDays, acceptWithinDays } = before.at(-1) ?? blankMilestone;
  const days = { payWithinDays, acceptWithinDays };
  return usual.map(({ name, trigger }, i) => {
    const amount = sumFen === 0n ? '' : wanText(parts[i] ?? 0n);
    return { ...blankMilestone, ...days, name, trigger, amount };
  });
}

/** Days of silence after which evidence counts as accepted, where nobody agreed on others. */
export const usualAcceptDays = 15;

/** What a new contract starts with, where the platform has its own defaults. */
export interface StartDefaults {
  readonly acceptWithinDays: number;
  readonly latePenaltyPpmPerDay: number;
  readonly latePenaltyCapPpm: number;
}

/**
 * What the contract with the winner of a trade or an auction begins with: the price of the result as one sum on signing, no share of
 * sales; the mode where it was listed in one alone. Where a licence holds is the notice's word: nothing stands in its place until
 * somebody writes it.
 */
export function resultComposerForm(
  { priceFen, modes }: Pick<PriceResult, 'priceFen' | 'modes'>,
  { acceptWithinDays, latePenaltyPpmPerDay, latePenaltyCapPpm }: StartDefaults,
): ComposerForm {
  const licences = licenceKinds.filter((kind) => modes.includes(licenceModes[kind]));
  const kind = modes.includes('ASSIGN') ? 'transfer' : modes.includes('PAYLATER') ? 'pay_later' : 'licence';
  const form = composerForm({
    ...newTerms,
    restDays: 'move',
    kind,
    licenceKind: licences[0] ?? newTerms.licenceKind,
    latePenaltyPpmPerDay,
    latePenaltyCapPpm,
    trial: kind === 'pay_later' ? newTerms.trial : { months: 0, extensionMonths: 0 },
    milestones: [
      {
        name: '成交价款',
        trigger: kind === 'pay_later' ? 'tech_validated' : 'signed',
        triggerFen: null,
        triggerOn: null,
        criteria: '',
        evidence: '',
        amountFen: priceFen,
        payWithinDays: 30,
        acceptWithinDays,
      },
    ],
    royalty: null,
  });
  return kind === 'transfer' ? form : { ...form, territory: '' };
}

/** What the contract about an achievement begins with that is listed to be assigned and in no other way: its fixed price as one sum on signing, else an open one. */
export function assignedComposerForm(price: AchievementPrice, defaults: StartDefaults): ComposerForm {
  const priceFen = price.kind === 'fixed' ? BigInt(price.amountFen) : 0n;
  const form = resultComposerForm({ priceFen, modes: ['ASSIGN'] }, defaults);
  const milestones = form.milestones.map((row) => ({
    ...row,
    name: '转让价款',
    amount: priceFen === 0n ? '' : row.amount,
  }));
  return { ...form, milestones };
}

/** What a new contract starts from: the steps in which the offered price is paid, else three open milestones; the rest as usual. */
export function startComposerForm(
  price: AchievementPrice,
  { acceptWithinDays, latePenaltyPpmPerDay, latePenaltyCapPpm }: StartDefaults = {
    ...newTerms,
    acceptWithinDays: usualAcceptDays,
  },
): ComposerForm {
  const offered = offeredStart(price);
  const open = usualMilestones.pay_later.map(({ name, trigger }) => ({ name, trigger, amountFen: 0n }));
  const milestones = (offered?.milestones ?? open).map((row) => ({
    ...row,
    triggerFen: null,
    triggerOn: null,
    criteria: '',
    evidence: '',
    payWithinDays: 30,
    acceptWithinDays,
  }));
  const { royalty, trial } = newTerms;
  const months = offered?.trialMonths ?? trial.months;
  const terms: PayLaterTerms = {
    ...newTerms,
    ...(offered?.kind === 'licence' && { kind: 'licence' }),
    restDays: 'move',
    latePenaltyPpmPerDay,
    latePenaltyCapPpm,
    milestones,
    trial: months === 0 ? { months, extensionMonths: 0 } : { ...trial, months },
    royalty: offered === null ? royalty : royaltyOf(royalty, offered),
  };
  return composerForm(terms, (amount) => (amount === '0' ? '' : amount));
}

const royaltyOf = (usual: PayLaterTerms['royalty'], { ratePpm, capFen }: OfferedStart): PayLaterTerms['royalty'] =>
  ratePpm === null ? null : usual && { ...usual, schedule: { kind: 'flat', ratePpm }, capFen };

/** Terms as the composer's fields; expected sales are left open. */
export function composerForm(
  terms: PayLaterTerms,
  amountText: (text: string) => string = (text) => text,
): ComposerForm {
  const form = termsToForm(terms);
  return {
    ...form,
    milestones: form.milestones.map((row) => ({ ...row, amount: amountText(row.amount) })),
    royalty: form.royalty.kind === 'none' ? { ...form.royalty, rate: '' } : form.royalty,
    sales: Array.from({ length: salesYears }, () => ''),
    scenarios: { low: '', high: '' },
    reasons: {},
    change: { effectiveOn: '', reason: '' },
  };
}

/** Expected sales out of their fields, 万元 a year; null where one cannot be read. Trailing empty years are left out. */
export function readSales(sales: readonly string[]): { salesFen: Fen[]; errors: Record<string, string[]> } {
  const last = sales.findLastIndex((value) => value.trim() !== '');
  const errors: Record<string, string[]> = {};
  const salesFen = sales.slice(0, last + 1).map((value, i) => {
    const fen = value.trim() === '' ? 0n : parseFen(value, 'wan');
    if (fen === null) errors[`sales[${i}]`] = ['请填金额，单位万元'];
    return fen ?? 0n;
  });
  return { salesFen, errors };
}
