import { kindOf } from './contract-kind.ts';
import type {
  LaterRates,
  MilestoneTerms,
  PayLaterTerms,
  RateSchedule,
  RoyaltyTerms,
  SecurityTerms,
} from './contract.ts';
import { rightKey } from './contract-rights.ts';
import { type Fen, formatPpm } from './money.ts';
import { placeOfDispute } from './plain-terms.ts';

/** The composer's fields: every value a text as a person types it; amounts in 万元, rates in per cent without the sign. */
export interface TermsForm {
  kind: string;
  subKind: string;
  licenceKind: string;
  /** Keys of the chosen rights; null where nobody chose yet. */
  rights: string[] | null;
  territory: string;
  fieldOfUse: string;
  /** One a line. */
  products: string;
  startsOn: string;
  termYears: string;
  stock: string;
  trial: {
    months: string;
    extensionMonths: string;
    decideWithinDays: string;
    purpose: string;
    volume: string;
    /** One a line. */
    metrics: string;
    method: string;
    evaluator: string;
  };
  deliverWithinDays: string;
  guidanceDays: string;
  /** One a line. */
  deliverables: string;
  milestones: MilestoneForm[];
  royalty: RoyaltyForm;
  audit: { timesAYear: string; noticeDays: string; keepYears: string; shortfall: string };
  invoicing: string;
  restDays: string;
  latePenaltyPerDay: string;
  latePenaltyCap: string;
  improvements: string;
  results: string;
  risk: string;
  confidentialityYears: string;
  dispute: { way: string; place: string };
  /** None: nothing is agreed. */
  security: SecurityForm[];
  copies: { licensor: string; licensee: string; other: string };
  /** `yes`: the account on record is named. Nobody types one. */
  payee: string;
  /** One a line. */
  ownClauses: string;
}

export interface SecurityForm {
  kind: string;
  provider: string;
  product: string;
  sum: string;
  premium: string;
  subsidy: string;
  beneficiary: string;
  claimEvent: string;
}

/** A row to write on: without a kind it is nothing. */
export const noSecurity: SecurityForm = {
  kind: '',
  provider: '',
  product: '',
  sum: '',
  premium: '',
  subsidy: '',
  beneficiary: '',
  claimEvent: '',
};

const securityToForm = ({ sumFen, premiumFen, subsidyPpm, ...words }: SecurityTerms): SecurityForm => ({
  ...words,
  sum: wanText(sumFen),
  premium: wanText(premiumFen),
  subsidy: rateText(subsidyPpm),
});

export interface MilestoneForm {
  name: string;
  trigger: string;
  triggerAmount: string;
  triggerOn: string;
  criteria: string;
  evidence: string;
  amount: string;
  payWithinDays: string;
  acceptWithinDays: string;
}

/** Rates as they are typed: of one kind, the fields of the others stay empty. */
export interface ScheduleForm {
  kind: string;
  rate: string;
  /** Rates by contract year: '5、4、3'. */
  rates: string;
  tiers: { from: string; to: string; rate: string }[];
  tierWay: string;
  tierSpan: string;
}

/** Other rates from a period on. A least sum that is left empty stays as it was before, '0' ends it. */
export interface LaterForm extends ScheduleForm {
  /** First day of the period; empty while none was chosen. */
  fromOn: string;
  minimum: string;
  yearlyMinimum: string;
}

export interface RoyaltyForm extends ScheduleForm {
  base: string;
  period: string;
  startsOn: string;
  startEvent: string;
  /** Its number, from 1. */
  startMilestone: string;
  baseline: string;
  sublicence: string;
  yearlyMinimum: string;
  minimumFromYear: string;
  buyOutPrice: string;
  /** yes: what was charged before counts towards the price. */
  buyOutCredits: string;
  deductions: { name: string; cap: string }[];
  minimum: string;
  cap: string;
  reportWithinDays: string;
  payWithinDays: string;
  /** Only of a change of a signed contract, the earliest first. */
  later: LaterForm[];
}

/** 30_000_050n → '30.00005': 万元 with as many decimals as the amount needs. */
export function wanText(fen: Fen | null): string {
  if (fen === null) return '';
  const whole = (fen / 1_000_000n).toString();
  const fraction = (fen % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return fraction ? `${whole}.${fraction}` : whole;
}

const rateText = (ppm: number | null): string => (ppm === null ? '' : formatPpm(ppm).slice(0, -1));

const milestoneToForm = (milestone: MilestoneTerms): MilestoneForm => ({
  name: milestone.name,
  trigger: milestone.trigger,
  triggerAmount: wanText(milestone.triggerFen),
  triggerOn: milestone.triggerOn ?? '',
  criteria: milestone.criteria,
  evidence: milestone.evidence,
  amount: wanText(milestone.amountFen),
  payWithinDays: String(milestone.payWithinDays),
  acceptWithinDays: String(milestone.acceptWithinDays),
});

const noRates: ScheduleForm = { kind: '', rate: '', rates: '', tiers: [], tierWay: '', tierSpan: '' };

/** A row to write on. */
export const blankLater: LaterForm = { ...noRates, kind: 'flat', fromOn: '', minimum: '', yearlyMinimum: '' };

const noRoyalty: RoyaltyForm = {
  ...noRates,
  kind: 'none',
  base: 'net_sales',
  period: 'quarter',
  startsOn: '',
  startEvent: '',
  startMilestone: '',
  baseline: '',
  sublicence: '',
  yearlyMinimum: '',
  minimumFromYear: '',
  buyOutPrice: '',
  buyOutCredits: '',
  deductions: [],
  minimum: '',
  cap: '',
  reportWithinDays: '30',
  payWithinDays: '30',
  later: [],
};

function scheduleToForm(schedule: RateSchedule): ScheduleForm {
  if (schedule.kind === 'flat') return { ...noRates, kind: 'flat', rate: rateText(schedule.ratePpm) };
  if (schedule.kind === 'by_year')
    return { ...noRates, kind: 'by_year', rates: schedule.ratesPpm.map(rateText).join('、') };
  const tiers = schedule.tiers.map((tier) => ({
    from: wanText(tier.fromFen),
    to: wanText(tier.toFen),
    rate: rateText(tier.ratePpm),
  }));
  return { ...noRates, kind: 'tiered', tiers, tierWay: schedule.way ?? '', tierSpan: schedule.span ?? '' };
}

const laterToForm = ({ fromOn, schedule, minimumFen, yearlyMinimumFen }: LaterRates): LaterForm => ({
  ...scheduleToForm(schedule),
  fromOn,
  minimum: wanText(minimumFen ?? null),
  yearlyMinimum: wanText(yearlyMinimumFen ?? null),
});

function royaltyToForm(royalty: RoyaltyTerms | null): RoyaltyForm {
  if (!royalty) return noRoyalty;
  return {
    ...scheduleToForm(royalty.schedule),
    base: royalty.base,
    period: royalty.period,
    startsOn: royalty.startsOn ?? '',
    startEvent: royalty.startEvent ?? '',
    startMilestone: royalty.startMilestone == null ? '' : String(royalty.startMilestone),
    baseline: wanText(royalty.baselineFen ?? null),
    sublicence: rateText(royalty.sublicencePpm ?? null),
    yearlyMinimum: wanText(royalty.yearlyMinimumFen ?? null),
    minimumFromYear: royalty.minimumFromYear === undefined ? '' : String(royalty.minimumFromYear),
    buyOutPrice: wanText(royalty.buyOut?.priceFen ?? null),
    buyOutCredits: royalty.buyOut == null ? '' : royalty.buyOut.creditsRoyalties ? 'yes' : 'no',
    deductions: royalty.deductions.map((item) => ({ name: item.name, cap: rateText(item.capPpm) })),
    minimum: wanText(royalty.minimumFen),
    cap: wanText(royalty.capFen),
    reportWithinDays: String(royalty.reportWithinDays),
    payWithinDays: String(royalty.payWithinDays),
    later: (royalty.later ?? []).map(laterToForm),
  };
}

const countText = (count: number | undefined): string => (count === undefined ? '' : String(count));

/** Terms as the composer's fields, to fill the form again; reading it gives the same terms. */
export const termsToForm = (terms: PayLaterTerms): TermsForm => ({
  kind: kindOf(terms),
  subKind: terms.subKind ?? '',
  licenceKind: terms.licenceKind,
  rights: terms.rights?.map(rightKey) ?? null,
  territory: terms.territory,
  fieldOfUse: terms.fieldOfUse,
  products: terms.products?.join('\n') ?? '',
  startsOn: terms.startsOn ?? '',
  termYears: String(terms.termYears),
  stock: terms.stock ?? '',
  trial: {
    months: String(terms.trial.months),
    extensionMonths: String(terms.trial.extensionMonths),
    decideWithinDays: countText(terms.trial.decideWithinDays),
    purpose: terms.trial.purpose ?? '',
    volume: terms.trial.volume ?? '',
    metrics: terms.trial.evaluation?.metrics.join('\n') ?? '',
    method: terms.trial.evaluation?.method ?? '',
    evaluator: terms.trial.evaluation?.evaluator ?? '',
  },
  deliverWithinDays: countText(terms.deliverWithinDays),
  guidanceDays: countText(terms.guidanceDays),
  deliverables: terms.deliverables.join('\n'),
  milestones: terms.milestones.map(milestoneToForm),
  royalty: royaltyToForm(terms.royalty),
  audit: {
    timesAYear: countText(terms.audit?.timesAYear),
    noticeDays: countText(terms.audit?.noticeDays),
    keepYears: countText(terms.audit?.keepYears),
    shortfall: rateText(terms.audit?.shortfallPpm ?? null),
  },
  invoicing: terms.invoicing ?? '',
  restDays: terms.restDays ?? '',
  latePenaltyPerDay: rateText(terms.latePenaltyPpmPerDay),
  latePenaltyCap: rateText(terms.latePenaltyCapPpm),
  improvements: terms.improvements ?? '',
  results: terms.results ?? '',
  risk: terms.risk ?? '',
  confidentialityYears: String(terms.confidentialityYears),
  dispute: { ...terms.dispute, place: placeOfDispute(kindOf(terms), terms.dispute.place) },
  security: terms.security?.map(securityToForm) ?? [],
  copies: {
    licensor: countText(terms.copies?.licensor),
    licensee: countText(terms.copies?.licensee),
    other: countText(terms.copies?.other),
  },
  payee: terms.payee === undefined ? '' : 'yes',
  ownClauses: terms.ownClauses?.join('\n') ?? '',
});
