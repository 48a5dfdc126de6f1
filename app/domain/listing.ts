import { addDays, type Day } from './days.ts';
import { machine, sourcesOf, statesWith, transitionOf } from './machine.ts';

/**
 * 平台挂牌: a public achievement shown for trade. Not 挂牌交易, which is a way to find the price. Its owner confirms every 90
 * days that it still holds, else it is marked, and 30 days later taken off.
 */
export const listingMachine = machine({
  name: 'listing',
  initial: 'listed',
  states: {
    listed: {
      label: '挂牌中',
      is: ['live', 'tradable'],
      on: {
        confirm: { to: 'listed', by: ['officer'], says: '确认仍然有效，重新计 90 天' },
        change: { to: 'replaced', by: ['officer'], says: '改了条件，这一版留存，新的一版继续挂牌' },
        object: { to: 'disputed', by: ['objector'], says: '公示期内实名提出异议' },
        lapse: { to: 'stale', by: ['system'], says: '满 90 天没有确认' },
        conclude: { to: 'concluded', by: ['system', 'officer'], says: '已成交，不再展示为可交易' },
        withdraw: { to: 'withdrawn', by: ['officer'], says: '撤牌，不再展示为可交易' },
      },
    },
    disputed: {
      label: '有异议',
      is: ['live'],
      on: {
        object: { to: 'disputed', by: ['objector'], says: '又有人提出异议' },
        resume: { to: 'listed', by: ['system'], says: '异议全部答复，继续挂牌' },
        uphold: { to: 'withdrawn', by: ['approver'], says: '异议成立，撤牌' },
        conclude: { to: 'concluded', by: ['system', 'officer'], says: '已成交，不再展示为可交易' },
        withdraw: { to: 'withdrawn', by: ['officer'], says: '撤牌，不再展示为可交易' },
      },
    },
    stale: {
      label: '待确认',
      is: ['live', 'tradable'],
      on: {
        confirm: { to: 'listed', by: ['officer'], says: '确认仍然有效，重新计 90 天' },
        change: { to: 'replaced', by: ['officer'], says: '改了条件，这一版留存，新的一版继续挂牌' },
        expire: { to: 'unlisted', by: ['system'], says: '逾期 30 天仍没有确认，摘牌' },
        conclude: { to: 'concluded', by: ['system', 'officer'], says: '已成交，不再展示为可交易' },
        withdraw: { to: 'withdrawn', by: ['officer'], says: '撤牌，不再展示为可交易' },
      },
    },
    concluded: { label: '已成交', final: true },
    replaced: { label: '已改条件', final: true },
    unlisted: { label: '已摘牌', final: true },
    withdrawn: { label: '已撤牌', final: true },
  },
});
export type ListingState = keyof typeof listingMachine.states;

/** States in which its owner confirms that it still holds. */
export const confirmableListingStates = sourcesOf(listingMachine, 'confirm');
/** Ended unsold, by time or by its owner: it may be listed anew. */
export const relistableStates = ['unlisted', 'withdrawn'] as const satisfies readonly ListingState[];
/** States in which a trade or an auction is announced on it: nobody objects to it. */
export const tradableListingStates = statesWith(listingMachine, 'tradable');

/** What its owner's page offers for it; the verbs ask for the same states. */
export const listingDeeds = (state: ListingState) => ({
  confirm: confirmableListingStates.includes(state),
  trade: tradableListingStates.includes(state),
});

/** True while objections may be filed: the listing takes one, and its notice, if it has one, has not ended. */
export const isListingObjectable = (
  listing: { readonly state: ListingState; readonly noticeEndsAt: Date | null },
  now: Date,
): boolean =>
  transitionOf(listingMachine, listing.state, 'object') !== undefined &&
  listing.noticeEndsAt !== null &&
  now <= listing.noticeEndsAt;

export const pricings = ['agreed', 'exchange', 'auction'] as const;
export type Pricing = (typeof pricings)[number];
/** Ways to find the price (促进科技成果转化法 art. 18). */
export const pricingLabels: Readonly<Record<Pricing, string>> = {
  agreed: '协议定价',
  exchange: '挂牌交易',
  auction: '拍卖',
};

export const listingPriceKinds = ['negotiable', 'fixed', 'range', 'formula'] as const;
export type ListingPriceKind = (typeof listingPriceKinds)[number];
export const listingPriceLabels: Readonly<Record<ListingPriceKind, string>> = {
  negotiable: '面议',
  fixed: '一口价',
  range: '价格区间',
  formula: '公式（入门费＋里程碑＋提成）',
};

/** A confirmation holds for 90 days; a listing that nobody confirmed is taken off 30 days later. */
export const confirmEveryDays = 90;
export const unlistAfterDays = 30;

/** The last day a confirmation holds. Confirmed 2026-11-21 → 2027-02-19. */
export const confirmDueOn = (confirmedOn: Day): Day => addDays(confirmedOn, confirmEveryDays);

/** The day after which an unconfirmed listing is taken off. Confirmed 2026-11-21 → 2027-03-21. */
export const unlistDueOn = (confirmedOn: Day): Day => addDays(confirmedOn, confirmEveryDays + unlistAfterDays);

/** Days before the end of a confirmation from which on it is asked for anew. */
const remindDays = 14;

/** So long the link of a reminder's mail holds: to the day on which what it asks for is taken off. */
export const linkHoldsDays = remindDays + unlistAfterDays;

/** The day on which its owner is reminded. Confirmed 2026-11-21 → 2027-02-05. */
export const remindOn = (confirmedOn: Day): Day => addDays(confirmDueOn(confirmedOn), -remindDays);

/** What was confirmed on this day or earlier waits for its owner by now: the reminder's day has come. */
export const dueSinceOn = (today: Day): Day => addDays(today, remindDays - confirmEveryDays);

/** Least terms of a pay-later listing: what a licensee must know before asking. */
export interface PayLaterFloor {
  readonly trialMonths: number;
  readonly trigger: string;
}

/** Pay-later is for what was shown in a relevant environment at least: TRL 4 (as Hunan's library asks). */
export const payLaterTrl = 4;
