import type { AuditTerms } from './audit-terms.ts';
import type { ContractKind } from './contract-kind.ts';
import type { Day } from './days.ts';
import type { Fen } from './money.ts';

/**
 * A technology contract as data: the pay-later licence (零门槛费 + 里程碑支付 + 收入提成), where no entry fee is the shape, and by
 * `kind` the others, whose fixed sums are milestones too. Every word here is agreed by both parties and goes under the signature,
 * so a change of shape is a new `schemaVersion`.
 */
export interface PayLaterTerms {
  readonly schemaVersion: 1;
  /** Which technology contract it is. Absent: the pay-later licence. */
  readonly kind?: ContractKind;
  /** Of kinds that are registered by their sort: 委托开发, 专利权转让 … */
  readonly subKind?: string;
  readonly licenceKind: LicenceKind;
  /** What it rests on, frozen as it was known when the version was written. Absent: terms from before rights were named. */
  readonly rights?: readonly RightTerms[];
  readonly territory: string;
  readonly fieldOfUse: string;
  /** What is made, sold or done with the technology, by name. Absent: whatever is made with it. */
  readonly products?: readonly string[];
  /** First day of the term; null means the day on which both have signed. */
  readonly startsOn: Day | null;
  readonly termYears: number;
  /** What becomes of product in stock when the contract is ended early; only of a licence. Absent: the parties agree then. */
  readonly stock?: StockWay;
  /** Free of payment, counted from accepted delivery. */
  readonly trial: {
    readonly months: number;
    readonly extensionMonths: number;
    /** Days after its end to convert, extend or exit; silence is exit. Absent: 10. */
    readonly decideWithinDays?: number;
    /** What it may be used for. Absent: to validate and develop further. */
    readonly purpose?: string;
    /** How much may be made in it. Absent: no bound. */
    readonly volume?: string;
    /** Absent: nothing agreed. */
    readonly evaluation?: TrialEvaluation;
  };
  readonly deliverables: readonly string[];
  /** Days from signing to deliver them. Absent: 30. */
  readonly deliverWithinDays?: number;
  /** Without a trial, royalties and least sums wait until what is listed was accepted. Absent: they do not (written before it was kept). */
  readonly royaltyAwaits?: 'delivery';
  /** Days of guidance that are given at least, in person-days. Absent: what is needed. */
  readonly guidanceDays?: number;
  readonly milestones: readonly MilestoneTerms[];
  readonly royalty: RoyaltyTerms | null;
  /** How the accounts are looked into. Absent: `usualAudit`. */
  readonly audit?: AuditTerms;
  /** Of the overdue sum, for each day; 500 = 0.05 %. */
  readonly latePenaltyPpmPerDay: number;
  /** Of the overdue sum, in all; 200_000 = 20 %. */
  readonly latePenaltyCapPpm: number;
  /** 先票后款 makes the invoice start the days to pay, 先款后票 not. Absent: payment first. */
  readonly invoicing?: Invoicing;
  /** Whether the last day to pay, report or answer moves on from a statutory rest day. Absent: it stays (contracts from before it was asked). */
  readonly restDays?: RestDayRule;
  /** Null while not chosen: silence gives the other side nothing (Civil Code art. 875), so it must be chosen. */
  readonly improvements: Improvements | null;
  /** Who owns what a development makes (Civil Code art. 859–861); only there, and must be chosen. */
  readonly results?: Improvements;
  /** Who bears that it cannot be made (art. 858); only of a development, and must be chosen. */
  readonly risk?: RiskBearer;
  /** After the end of the term. */
  readonly confidentialityYears: number;
  readonly dispute: DisputeTerms;
  /** What stands for the performance besides the parties, one or several. No obligation of the contract follows from them. Absent: nothing. */
  readonly security?: readonly SecurityTerms[];
  /** How many copies on paper, and who holds them. Absent: one each, others as registration needs. */
  readonly copies?: CopiesTerms;
  /** The account of the side that is paid, as it stood on record when the version was written; one pays to that of record at payment. */
  readonly payee?: PayeeTerms;
  /** Sentences of the parties' own, a paragraph each. */
  readonly ownClauses?: readonly string[];
}

/** By what the trial is judged. */
export interface TrialEvaluation {
  readonly metrics: readonly string[];
  readonly method: string;
  readonly evaluator: string;
}

export const securityKinds = ['insurance', 'guarantee', 'deposit', 'third_party'] as const;
/** A form takes no more of them. */
export const mostSecurities = 5;
export type SecurityKind = (typeof securityKinds)[number];

export interface SecurityTerms {
  readonly kind: SecurityKind;
  /** The insurer, the guarantor, who keeps the deposit, the institution. */
  readonly provider: string;
  readonly product: string;
  /** Insured, guaranteed or deposited. */
  readonly sumFen: Fen | null;
  readonly premiumFen: Fen | null;
  /** Part of the premium that a subsidy pays. */
  readonly subsidyPpm: number | null;
  readonly beneficiary: string;
  readonly claimEvent: string;
}

/** Of one holder; a form takes no more. */
export const mostCopies = 20;

export interface CopiesTerms {
  readonly licensor: number;
  readonly licensee: number;
  /** For registration and other offices. */
  readonly other: number;
}

export interface PayeeTerms {
  readonly accountName: string;
  readonly bankName: string;
  readonly accountNo: string;
}

/** A right that the contract is about, with what Civil Code art. 845 asks to be shown of a patent. */
export interface RightTerms {
  /** Code list `ip_type`. */
  readonly type: string;
  readonly name: string;
  readonly number: string | null;
  readonly owner: string;
  /** In words: granted, pending, pledged … */
  readonly status: string;
  readonly filedOn: Day | null;
  /** Last day of protection. */
  readonly expiresOn: Day | null;
  /** Annual fee paid until (年费缴至). */
  readonly paidUntilOn: Day | null;
  /** The day of which all this is said. */
  readonly asOf: Day;
}

export interface MilestoneTerms {
  readonly name: string;
  readonly trigger: MilestoneTrigger;
  /** Cumulative sales that trigger it; only with `sales_reached`. */
  readonly triggerFen: Fen | null;
  /** The day that triggers it; only with `on_date`. */
  readonly triggerOn: Day | null;
  readonly criteria: string;
  readonly evidence: string;
  readonly amountFen: Fen;
  readonly payWithinDays: number;
  /** Silence this long after the evidence was handed in is acceptance. */
  readonly acceptWithinDays: number;
}

export interface RoyaltyTerms {
  readonly base: RoyaltyBase;
  readonly schedule: RateSchedule;
  readonly period: RoyaltyPeriodKind;
  /** First day that counts; null means the day after the trial. Never before the trial ends. */
  readonly startsOn: Day | null;
  /** What must have happened before it runs; absent: the end of the trial. */
  readonly startEvent?: RoyaltyStart;
  /** The milestone, from 1, whose acceptance starts it; only with `milestone`. */
  readonly startMilestone?: number | null;
  /** Output or profit of a whole period without the technology: only what exceeds it counts. Absent: nothing is taken off. */
  readonly baselineFen?: Fen | null;
  /** Share of what sub-licensees pay. Absent or null: what they sell counts as the licensee's own sales. */
  readonly sublicencePpm?: number | null;
  /** What may be taken off the gross; each by at most `capPpm` of the gross, where one is agreed. */
  readonly deductions: readonly { readonly name: string; readonly capPpm: number | null }[];
  /** `gross`: all deductions together take off no more than was sold. Absent, in terms from before the rule: what exceeds it is a credit. */
  readonly deductionsWithin?: 'gross';
  /** Least sum for one period. */
  readonly minimumFen: Fen | null;
  /** `early_end`: the text says how it is cut where an end cuts its period. Absent, in terms from before that clause: the text is silent. */
  readonly minimumCut?: 'early_end';
  /** Least sum for a contract year, topped up at its end; absent or null: none. */
  readonly yearlyMinimumFen?: Fen | null;
  /** First contract year with a yearly minimum; absent: 2. */
  readonly minimumFromYear?: number;
  /** Price that ends the royalties for good; absent or null: none agreed. */
  readonly buyOut?: BuyOutTerms | null;
  /** Most that the whole contract can cost: milestones and royalties together. */
  readonly capFen: Fen | null;
  readonly reportWithinDays: number;
  readonly payWithinDays: number;
  /**
   * Other rates from a period on, as changes of a signed contract agree them and no first contract does: the earliest first. Absent: none.
   */
  readonly later?: readonly LaterRates[];
}

/** What counts for the periods from a day on; those before it, and whatever is corrected of them, keep what counted before. */
export interface LaterRates {
  /** First day of a calendar period. */
  readonly fromOn: Day;
  readonly schedule: RateSchedule;
  /** Least sum for one period from then on; zero: none any more. Absent: as before. */
  readonly minimumFen?: Fen;
  /** Least sum for each contract year that begins on that day or later; zero: none any more. Absent: as before. */
  readonly yearlyMinimumFen?: Fen;
}

/**
 * Tiers are marginal unless agreed otherwise: each slice of the base has its own rate; `whole` gives all of it the rate of the
 * tier it reaches. They count one period's base, or what has been reached in the contract year or the contract so far. The
 * last tier is open (`toFen` null).
 */
export type RateSchedule =
  | { readonly kind: 'flat'; readonly ratePpm: number }
  | {
      readonly kind: 'tiered';
      readonly tiers: readonly RoyaltyTier[];
      /** Absent: marginal. */
      readonly way?: TierWay;
      /** Absent: each period begins at zero. */
      readonly span?: TierSpan;
    }
  /** One rate for each contract year; the last one goes on. */
  | { readonly kind: 'by_year'; readonly ratesPpm: readonly number[] };

export interface RoyaltyTier {
  readonly fromFen: Fen;
  readonly toFen: Fen | null;
  readonly ratePpm: number;
}

export interface BuyOutTerms {
  readonly priceFen: Fen;
  /** Royalties charged before count towards the price. */
  readonly creditsRoyalties: boolean;
}

export interface DisputeTerms {
  readonly way: DisputeWay;
  /** The arbitration commission, or the place of the court. */
  readonly place: string;
}

export const licenceKinds = ['non_exclusive', 'sole', 'exclusive'] as const;
export type LicenceKind = (typeof licenceKinds)[number];
export const licenceKindLabels: Readonly<Record<LicenceKind, string>> = {
  non_exclusive: '普通许可',
  sole: '排他许可',
  exclusive: '独占许可',
};

export const milestoneTriggers = [
  'tech_validated',
  'prototype_done',
  'product_approved',
  'sales_reached',
  'in_production',
  'financed',
  'work_accepted',
  'rights_registered',
  'on_date',
  'signed',
] as const;
export type MilestoneTrigger = (typeof milestoneTriggers)[number];
export const milestoneTriggerLabels: Readonly<Record<MilestoneTrigger, string>> = {
  tech_validated: '技术验证通过',
  prototype_done: '样机或中试完成',
  product_approved: '产品取证或上市',
  sales_reached: '累计销售额达到',
  in_production: '投产',
  financed: '融资到账',
  work_accepted: '工作成果验收通过',
  rights_registered: '权利变更登记完成',
  on_date: '到达约定日期',
  signed: '合同签署',
};
/** What falls due by itself, without evidence and acceptance. */
export const datedTriggers: readonly MilestoneTrigger[] = ['on_date', 'signed'];

/** What the royalty is a share of: Civil Code art. 846. */
export const royaltyBases = ['net_sales', 'unit_price', 'added_output', 'profit', 'other'] as const;
export type RoyaltyBase = (typeof royaltyBases)[number];
export const royaltyBaseLabels: Readonly<Record<RoyaltyBase, string>> = {
  net_sales: '净销售额',
  unit_price: '产品价款',
  added_output: '新增产值',
  profit: '利润',
  other: '约定的其他收入',
};

export const royaltyPeriodKinds = ['month', 'quarter', 'half_year', 'year'] as const;
export type RoyaltyPeriodKind = (typeof royaltyPeriodKinds)[number];
export const royaltyPeriodLabels: Readonly<Record<RoyaltyPeriodKind, string>> = {
  month: '月度',
  quarter: '季度',
  half_year: '半年度',
  year: '年度',
};
/** Calendar months of a whole period. */
export const royaltyPeriodMonths: Readonly<Record<RoyaltyPeriodKind, 1 | 3 | 6 | 12>> = {
  month: 1,
  quarter: 3,
  half_year: 6,
  year: 12,
};

export const royaltyStarts = ['trial_end', 'first_sale', 'milestone'] as const;
export type RoyaltyStart = (typeof royaltyStarts)[number];

export const tierWays = ['marginal', 'whole'] as const;
export type TierWay = (typeof tierWays)[number];

export const tierSpans = ['period', 'contract_year', 'contract'] as const;
export type TierSpan = (typeof tierSpans)[number];

export const invoicings = ['payment_first', 'invoice_first'] as const;
export type Invoicing = (typeof invoicings)[number];

export const restDayRules = ['move', 'keep'] as const;
export type RestDayRule = (typeof restDayRules)[number];

export const improvementWays = ['owner_each', 'shared', 'licensor', 'licensee'] as const;
export type Improvements = (typeof improvementWays)[number];
export const improvementLabels: Readonly<Record<Improvements, string>> = {
  owner_each: '谁改进归谁',
  shared: '双方共有',
  licensor: '归许可方',
  licensee: '归被许可方',
};

export const stockWays = ['destroy', 'licensor_buys'] as const;
export type StockWay = (typeof stockWays)[number];
export const stockLabels: Readonly<Record<StockWay, string>> = {
  destroy: '销毁',
  licensor_buys: '许可方可以按成本价收购，不收购的销毁',
};

export const riskBearers = ['shared', 'licensor', 'licensee'] as const;
export type RiskBearer = (typeof riskBearers)[number];

export const disputeWays = ['court', 'arbitration'] as const;
export type DisputeWay = (typeof disputeWays)[number];
export const disputeWayLabels: Readonly<Record<DisputeWay, string>> = { court: '诉讼', arbitration: '仲裁' };

type Stored<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Stored<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Stored<T[Key]> }
      : T;

/** The terms inside stored JSON: every amount a decimal string of fen. */
export type PayLaterTermsJson = Stored<PayLaterTerms>;

/** A trial lasts no longer, with its extension: a rule of this platform. Unit: months. */
export const longestTrialMonths = 36;

/** Days to convert, extend or exit after the trial where the terms do not say (design default, to be confirmed: `trial.days`). */
export const usualDecisionDays = 10;

/** Days from signing to deliver, and to look a delivery over, where the terms do not say (design defaults: `trial.days`). */
export const usualDeliveryDays = 30;
export const usualInspectionDays = 15;

/** Sum of all milestones, in fen: the fixed part of the contract (合同额). */
export const milestonesTotal = (terms: PayLaterTerms): Fen =>
  terms.milestones.reduce((sum, milestone) => sum + milestone.amountFen, 0n);

/** True of terms with a milestone of cumulative sales. */
export const hasSalesMilestone = ({ milestones }: Pick<PayLaterTerms, 'milestones'>): boolean =>
  milestones.some(({ trigger }) => trigger === 'sales_reached');

/**
 * The most that a contract may come to, in fen: its cap, or its fixed sums where it has no royalty. Null: a royalty without a cap has no
 * end, whatever stands beside it. Chains of approval and letters of authority are held against it.
 */
export function mostOf(terms: PayLaterTerms): Fen | null {
  return terms.royalty === null ? milestonesTotal(terms) : terms.royalty.capFen;
}

/** Highest rate that the schedule can apply, in ppm. */
export function highestRate(schedule: RateSchedule): number {
  if (schedule.kind === 'flat') return schedule.ratePpm;
  const rates = schedule.kind === 'tiered' ? schedule.tiers.map((tier) => tier.ratePpm) : schedule.ratesPpm;
  return Math.max(0, ...rates);
}

/**
 * What a new contract takes off each base (domain default, to be agreed: `terms.deductions`): trade deductions of net sales, the costs of a profit. A product's
 * price, its output and other revenue are counted whole.
 */
export const usualDeductions: Readonly<Record<RoyaltyBase, readonly string[]>> = {
  net_sales: ['包装费', '运输费', '税金', '广告费', '商业折扣'],
  unit_price: [],
  added_output: [],
  profit: ['原材料费', '人工费', '燃料动力费', '设备折旧费', '销售费用', '管理费用', '税金及附加'],
  other: [],
};

/**
 * The defaults a new contract starts from: 12 months of trial with one extension of 6, royalty of 3 % of net sales each
 * quarter, 0.05 % a day for late payment up to 20 %. Improvements are left open: the parties must choose.
 */
export const newTerms: PayLaterTerms = {
  schemaVersion: 1,
  licenceKind: 'non_exclusive',
  territory: '中国境内',
  fieldOfUse: '',
  startsOn: null,
  termYears: 5,
  trial: { months: 12, extensionMonths: 6 },
  deliverables: [],
  royaltyAwaits: 'delivery',
  milestones: [],
  royalty: {
    base: 'net_sales',
    schedule: { kind: 'flat', ratePpm: 30_000 },
    period: 'quarter',
    startsOn: null,
    deductions: usualDeductions.net_sales.map((name) => ({ name, capPpm: null })),
    deductionsWithin: 'gross',
    minimumFen: null,
    capFen: null,
    reportWithinDays: 30,
    payWithinDays: 30,
  },
  latePenaltyPpmPerDay: 500,
  latePenaltyCapPpm: 200_000,
  improvements: null,
  confidentialityYears: 5,
  dispute: { way: 'court', place: '被告住所地' },
};
