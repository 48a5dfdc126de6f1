import type { Day } from '#app/domain/days.ts';
import {
  listingMachine,
  type ListingPriceKind,
  type ListingState,
  type Pricing,
  pricingLabels,
} from '#app/domain/listing.ts';
import { labelOf } from '#app/domain/machine.ts';
import type { ObjectionState } from '#app/domain/publicity.ts';
import { publicityProgress } from '#app/domain/publicity-period.ts';
import { diffDays } from '#app/domain/days.ts';
import type { DeedReply } from '../deed-reply.ts';
import { Freshness } from '../freshness.tsx';
import { KeyValue } from '../key-value.tsx';
import { type ObjectingReader, ObjectionEntry } from '../objection-entry.tsx';
import { Objections } from '../objections.tsx';
import { SectionHead } from '../section-head.tsx';
import { listingPrice } from './listing-words.ts';

interface ListingNoticeProps {
  listing: {
    readonly id: string;
    readonly state: ListingState;
    readonly pricing: Pricing;
    readonly priceKind: ListingPriceKind;
    readonly minFen: bigint | null;
    readonly maxFen: bigint | null;
    readonly formula: string | null;
    readonly isPayLater: boolean;
    readonly trialMonths: number | null;
    readonly payTrigger: string | null;
    readonly noticeFirstOn: Day | null;
    readonly noticeLastOn: Day | null;
    readonly confirmedOn: Day;
    readonly isOpen: boolean;
    readonly mayDecide: boolean;
    readonly objections: readonly {
      readonly id: string;
      readonly state: ObjectionState;
      readonly createdAt: Date;
      readonly decidedAt: Date | null;
      readonly isMine: boolean;
      readonly by: string | null;
      readonly grounds: string | null;
      readonly decision: string | null;
    }[];
  };
  modes: readonly string[];
  today: Day;
  no: string;
  reader: ObjectingReader;
  isOwn: boolean;
  replayKey: string;
  reply: DeedReply | undefined;
}

/** The terms on which it is listed, how long its price stands open, and where to object. */
export function ListingNotice({ listing, modes, today, no, reader, isOwn, replayKey, reply }: ListingNoticeProps) {
  const { noticeFirstOn, noticeLastOn } = listing;
  return (
    <section id="notice">
      <SectionHead note={labelOf(listingMachine, listing.state)}>平台挂牌</SectionHead>
      <div className="mt-4">
        <KeyValue
          items={[
            { label: '合作方式', value: modes.join('、') },
            { label: '定价方式', value: pricingLabels[listing.pricing] },
            { label: '价格', value: listingPrice(listing) },
            ...(listing.isPayLater
              ? [{ label: '先用后付', value: `试用 ${listing.trialMonths} 个月，${listing.payTrigger}后开始付款` }]
              : []),
            { label: '最近确认', value: <Freshness confirmedOn={listing.confirmedOn} today={today} /> },
            ...(noticeFirstOn !== null && noticeLastOn !== null
              ? [
                  {
                    label: '价格公示',
                    value: publicityProgress(
                      {
                        firstOn: noticeFirstOn,
                        lastOn: noticeLastOn,
                        days: diffDays(noticeFirstOn, noticeLastOn) + 1,
                        isCertain: true,
                      },
                      today,
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {(listing.objections.length > 0 || listing.mayDecide) && (
        <div className="mt-4">
          <Objections subject="listing" objections={listing.objections} mayDecide={listing.mayDecide} reply={reply} />
        </div>
      )}
      {listing.isOpen && !isOwn && (
        <div className="mt-3">
          <ObjectionEntry
            subject="listing"
            at={`/achievements/${no}`}
            summary="对挂牌有异议"
            objections={listing.objections}
            {...{ reader, replayKey, reply }}
          />
        </div>
      )}
    </section>
  );
}
