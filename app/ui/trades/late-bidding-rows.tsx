import type { LateCause } from '#app/domain/trade.ts';
import { DateText } from '../date-text.tsx';

interface BiddingTimes {
  readonly biddingAt: Date;
  readonly openedAt: Date | null;
  readonly plannedClosesAt: Date | null;
  readonly lateBecause: LateCause | null;
}

const causes: Readonly<Record<LateCause, string>> = {
  objection: '到时还有异议没有答复',
  platform: '到时平台没有运行',
};

/** Bidding that began later than announced: from when to when, and why; no row of the facts where it began in time. */
export const lateBiddingRows = ({ biddingAt, openedAt, plannedClosesAt, lateBecause }: BiddingTimes) =>
  openedAt === null || plannedClosesAt === null || lateBecause === null
    ? []
    : [
        {
          label: '时间推迟',
          value: (
            <>
              原定 <DateText value={biddingAt} as="minute" /> 至 <DateText value={plannedClosesAt} as="minute" />，
              {causes[lateBecause]}，改从 <DateText value={openedAt} as="minute" /> 开始，时长不变
            </>
          ),
        },
      ];
