import { isStateUnit, type OrganisationKind } from './access.ts';
import type { ContractKind } from './contract-kind.ts';
import { addDays, addWorkingDays, type Day, dayOf, endOfDay, nextWorkingDay, type WorkCalendar } from './days.ts';
import type { Pricing } from './listing.ts';
import { type EventOf, labelOf, machine, statesWith } from './machine.ts';

/** Publicity (公示) of an agreed price. While an objection is open the contract cannot be signed. */
export const publicityMachine = machine({
  name: 'publicity',
  initial: 'running',
  states: {
    running: {
      label: '公示中',
      is: ['standing'],
      on: {
        object: { to: 'objected', by: ['objector'], says: '实名提出异议，签署暂停' },
        end: { to: 'ended', by: ['system'], says: '期满，无未决异议' },
        cancel: { to: 'cancelled', by: ['licensor', 'system'], says: '条款有变或不再签约，公示作废' },
      },
    },
    objected: {
      label: '有异议',
      is: ['standing'],
      on: {
        object: { to: 'objected', by: ['objector'], says: '又有人提出异议' },
        resume: { to: 'running', by: ['system'], says: '异议全部答复，公示继续' },
        cancel: { to: 'cancelled', by: ['licensor', 'system'], says: '异议成立、公示内容更正或不再签约，公示作废' },
      },
    },
    ended: { label: '期满', final: true },
    cancelled: { label: '已作废', final: true },
  },
});
export type PublicityState = keyof typeof publicityMachine.states;
export type PublicityEvent = EventOf<typeof publicityMachine>;

/**
 * One objection (异议) against a publicity, a listing, a trade or an award, and the decision. Objections to an agreed price are
 * admitted first and may be looked at once more by another person; the others are decided as they come. Only a notice of a price can be
 * corrected and stand anew while the terms stay (domain §3.2: correct, restart or cancel); what else was objected to it goes on with the
 * notice that is put right. Of a notice that is void for good nothing is left to decide.
 */
export const objectionMachine = machine({
  name: 'objection',
  initial: 'open',
  states: {
    open: {
      label: '处理中',
      is: ['undecided'],
      on: {
        admit: { to: 'admitted', by: ['licensor'], says: '予以受理，开始调查' },
        correct: { to: 'corrected', by: ['licensor'], says: '异议成立，公示作废，更正公示内容后重新公示' },
        uphold: { to: 'upheld', by: ['licensor'], says: '异议成立，公示作废' },
        dismiss: { to: 'dismissed', by: ['licensor'], says: '异议不成立，书面说明理由' },
        withdraw: { to: 'withdrawn', by: ['objector'], says: '提出人撤回异议' },
        lapse: { to: 'void', by: ['system'], says: '公示作废，没有再作处理' },
      },
    },
    admitted: {
      label: '调查中',
      is: ['undecided'],
      on: {
        correct: { to: 'corrected', by: ['licensor'], says: '异议成立，公示作废，更正公示内容后重新公示' },
        uphold: { to: 'upheld', by: ['licensor'], says: '异议成立，公示作废' },
        dismiss: { to: 'dismissed', by: ['licensor'], says: '异议不成立，书面说明理由' },
        withdraw: { to: 'withdrawn', by: ['objector'], says: '提出人撤回异议' },
        lapse: { to: 'void', by: ['system'], says: '公示作废，没有再作处理' },
      },
    },
    upheld: { label: '成立', final: true },
    corrected: { label: '成立，更正后重新公示', final: true },
    dismissed: {
      label: '不成立',
      on: { askReview: { to: 'in_review', by: ['objector'], says: '提出人申请复核' } },
    },
    in_review: {
      label: '复核中',
      is: ['undecided'],
      on: {
        correct: { to: 'corrected', by: ['licensor'], says: '复核认定异议成立，更正公示内容后重新公示' },
        uphold: { to: 'upheld', by: ['licensor'], says: '复核认定异议成立，公示作废' },
        dismiss: { to: 'confirmed', by: ['licensor'], says: '复核维持：异议不成立' },
        withdraw: { to: 'withdrawn', by: ['objector'], says: '提出人撤回异议' },
        lapse: { to: 'void', by: ['system'], says: '公示作废，没有再作处理' },
      },
    },
    confirmed: { label: '复核维持不成立', final: true },
    withdrawn: { label: '已撤回', final: true },
    void: { label: '随公示作废', final: true },
  },
});
export type ObjectionState = keyof typeof objectionMachine.states;
export type ObjectionEvent = EventOf<typeof objectionMachine>;

export const undecidedObjectionStates = statesWith(objectionMachine, 'undecided');
export const isUndecided = (state: ObjectionState): boolean => undecidedObjectionStates.includes(state);

/** How the time for a review of a dismissal ended where none was asked: who objected left it at that, or let the days pass. */
export const reviewEnds = ['waived', 'lapsed'] as const;
export type ReviewEnd = (typeof reviewEnds)[number];

/** The same in words; of null too, where the unit has no review or the answer is from before it was kept. */
export const reviewEndWords = (end: ReviewEnd | null): string =>
  end === 'waived'
    ? '提出人接受答复，没有申请复核。'
    : end === 'lapsed'
      ? '复核期满，提出人没有申请复核。'
      : '没有复核。';

/** What was objected to a notice: nothing; only what was taken back; or what was answered. */
export type Raised = 'none' | 'withdrawn' | 'answered';

/** What a notice that ran out met: one dismissed and one taken back → answered. */
export const raisedBy = (states: readonly ObjectionState[]): Raised =>
  states.length === 0 ? 'none' : states.every((state) => state === 'withdrawn') ? 'withdrawn' : 'answered';

const endings: Readonly<Record<Raised, string>> = {
  none: '期满无异议',
  withdrawn: '期满，异议已撤回',
  answered: '期满，异议不成立',
};

/** The state of a notice in words. Signing opens after each ending alike, but only one of them was without objection. */
export const publicityLabel = (state: PublicityState, raised: Raised): string =>
  state === 'ended' ? endings[raised] : labelOf(publicityMachine, state);

/** The fewest days an agreed price stands in publicity (国发〔2016〕16号, relied on together with art. 18). */
export const leastPublicityDays = 15;

/** How a unit counts the days of publicity: every day, or working days only. */
export const publicityCounts = ['calendar', 'working'] as const;
export type PublicityCount = (typeof publicityCounts)[number];

/** First and last day of a publicity; it is over after `endsAt`. `certain` is false where the work calendar is not published. */
export interface PublicityWindow {
  readonly firstOn: Day;
  readonly lastOn: Day;
  readonly endsAt: Date;
  readonly days: number;
  readonly count: PublicityCount;
  readonly certain: boolean;
}

/** What is sold, and how its price was found. `kind` null: not known yet, a licence or an assignment may come of it. */
export interface PricedDeal {
  readonly kind: ContractKind | null;
  readonly pricing: Pricing;
  /** Whether the terms name rights of the achievement or a share of revenue. Absent: not known yet. */
  readonly givesAchievement?: boolean;
}

/** Art. 18 speaks of 转让、许可、作价投资: whoever develops, advises or serves sells his work, not the achievement. */
const publicisedKinds: readonly ContractKind[] = ['pay_later', 'licence', 'transfer'];

/** Whether terms of any kind give of the achievement itself: rights are named, or its use is paid by a share of revenue. */
export const givesAchievement = ({
  rights,
  royalty,
}: {
  readonly rights?: readonly unknown[];
  readonly royalty: unknown;
}): boolean => (rights ?? []).length > 0 || royalty !== null;

const publicityExemptions = ['owner', 'kind', 'exchange', 'auction'] as const;
export type PublicityExemption = (typeof publicityExemptions)[number];

/** Whose prices are asked about: art. 18 speaks of universities and institutes set up by the state, not of a state-owned enterprise. */
export interface PriceOwner {
  readonly kind: OrganisationKind;
  /** Of an enterprise: state-owned (国有). */
  readonly isStateEstablished: boolean;
}

/** A state university: true. A 民办 institute, a state-owned enterprise: false. */
export const publishesPrices = (owner: PriceOwner): boolean => isStateUnit(owner);

/**
 * Why a price need not stand in publicity; null where it must: the agreed price of a licence or an assignment by a state-established
 * unit (促进科技成果转化法 art. 18). The kind is the parties' word: it exempts only where nothing of the achievement is given by it.
 * What was found in public by 挂牌交易 or 拍卖 was public already.
 * A university's licence, agreed: null. Its 技术服务: kind. Its 技术开发 with 3 % of sales: null. Its licence after a trade: exchange.
 * A company's licence, a state-owned one's too: owner.
 */
export function publicityExemption(
  owner: PriceOwner,
  { kind, pricing, givesAchievement: isGiven = false }: PricedDeal,
): PublicityExemption | null {
  if (!publishesPrices(owner)) return 'owner';
  if (kind !== null && !publicisedKinds.includes(kind) && !isGiven) return 'kind';
  return pricing === 'agreed' ? null : pricing;
}

/** True when the price must stand in publicity. */
export const publicityRequired = (...given: Parameters<typeof publicityExemption>): boolean =>
  publicityExemption(...given) === null;

/** Why none is asked, in a sentence for the page and the decision file. */
export const exemptionWords: Readonly<Record<PublicityExemption, string>> = {
  owner: '技术的权利人不是国家设立的研究开发机构、高等院校，价款不用公示（促进科技成果转化法第十八条）。',
  kind: '技术开发、咨询、服务合同没有写入本单位的知识产权，也不收提成，不是转让或者许可成果，价款不用公示（促进科技成果转化法第十八条）。',
  exchange: '价款由技术交易市场挂牌交易产生，合同照成交结果签，不再公示。',
  auction: '价款由拍卖产生，合同照成交结果签，不再公示。',
};

/**
 * How long an agreed price stands in publicity (促进科技成果转化法 art. 18; 国发〔2016〕16号). Day 1 is the calendar day after
 * the notice became visible; the last day is day 15 or what the unit asks for, never fewer than 15; when that is no
 * working day, the next one. A unit may count working days instead.
 * Started 2025-01-06 → first day 2025-01-07, last day 2025-01-21.
 */
export function publicityWindow(input: {
  readonly startedAt: Date;
  readonly minDays?: number;
  readonly calendar: WorkCalendar;
  readonly count?: PublicityCount;
}): PublicityWindow {
  const days = Math.max(leastPublicityDays, Math.ceil(input.minDays ?? leastPublicityDays));
  const startedOn = dayOf(input.startedAt);
  const last =
    input.count === 'working'
      ? addWorkingDays(startedOn, days, input.calendar)
      : nextWorkingDay(addDays(startedOn, days), input.calendar);
  return {
    firstOn: addDays(startedOn, 1),
    lastOn: last.day,
    endsAt: endOfDay(last.day),
    days,
    count: input.count ?? 'calendar',
    certain: last.certain,
  };
}

/** The notice stands: objections may be filed until its last day. */
export const standingPublicityStates = statesWith(publicityMachine, 'standing');

/** True while objections may be filed: the notice stands, and its last day has not passed. */
export const isObjectable = (
  publicity: { readonly state: PublicityState; readonly endsAt: Date },
  now: Date,
): boolean => standingPublicityStates.includes(publicity.state) && !isPublicityOver(publicity, now);

/** True once the last day has passed. */
export const isPublicityOver = (window: { readonly endsAt: Date }, now: Date): boolean =>
  now.getTime() > window.endsAt.getTime();
