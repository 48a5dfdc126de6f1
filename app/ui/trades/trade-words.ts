import type { SaleRequestState } from '#app/domain/sale-request.ts';
import type { AuctionState, TradeApplicationState, TradeState } from '#app/domain/trade.ts';
import type { Tone } from '../tone.ts';

export const tradeTones: Readonly<Record<TradeState, Tone>> = {
  announced: 'info',
  bidding: 'attention',
  noticed: 'gold',
  concluded: 'good',
  performed: 'good',
  dissolved: 'neutral',
  failed: 'neutral',
  withdrawn: 'neutral',
  voided: 'danger',
};

export const applicationTones: Readonly<Record<TradeApplicationState, Tone>> = {
  submitted: 'attention',
  qualified: 'good',
  refused: 'danger',
  withdrawn: 'neutral',
};

export const auctionTones: Readonly<Record<AuctionState, Tone>> = {
  announced: 'info',
  sold: 'good',
  performed: 'good',
  unsold: 'neutral',
  withdrawn: 'neutral',
  dissolved: 'danger',
};

export const saleRequestTones: Readonly<Record<SaleRequestState, Tone>> = {
  asked: 'attention',
  granted: 'good',
  refused: 'danger',
  recalled: 'neutral',
};

/** What comes next and when, in a few words. */
export function nextMoment(
  trade: { state: TradeState; applyUntil: Date; biddingAt: Date; closesAt: Date; noticeUntil: Date | null },
  now: Date,
): { readonly label: string; readonly at: Date } | null {
  if (trade.state === 'announced') {
    return now < trade.applyUntil
      ? { label: '距登记截止', at: trade.applyUntil }
      : { label: '距竞价开始', at: trade.biddingAt };
  }
  if (trade.state === 'bidding') return { label: '距竞价截止', at: trade.closesAt };
  return trade.state === 'noticed' && trade.noticeUntil !== null
    ? { label: '距公示期满', at: trade.noticeUntil }
    : null;
}
