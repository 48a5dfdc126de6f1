import type { ComponentProps } from 'react';
import type { Day } from '#app/domain/days.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import type { DeedReply } from '../deed-reply.ts';
import { Notice } from '../notice.tsx';
import { Objections } from '../objections.tsx';
import { SectionHead } from '../section-head.tsx';
import { AuctionNotice } from './auction-notice.tsx';
import { ListingNotice } from './listing-notice.tsx';
import type { SoldLine } from './listing-words.ts';
import { SoldNotice } from './sold-notice.tsx';

type ListingProps = ComponentProps<typeof ListingNotice>;

interface ListedPartProps {
  no: string;
  listing: ListingProps['listing'] | null;
  listingModes: readonly string[];
  sold: SoldLine | null;
  auction: ComponentProps<typeof AuctionNotice>['auction'] | null;
  trade: { readonly no: string } | null | undefined;
  /** Since when it is listed no more, unsold. */
  delistedOn: Day | null;
  /** What was said against listings of it that ended, as far as the reader may know. */
  ended: Pick<ComponentProps<typeof Objections>, 'objections' | 'mayDecide'>;
  today: Day;
  reader: ListingProps['reader'];
  isOwn: boolean;
  /** Stands for the form of an objection sent once. */
  replayKey: string;
  reply: DeedReply | undefined;
}

/** How it is listed, or was sold, and what was objected to that. */
export function ListedPart({
  no,
  listing,
  listingModes,
  sold,
  auction,
  trade,
  ended,
  delistedOn,
  reply,
  ...common
}: ListedPartProps) {
  const { today, reader, isOwn, replayKey } = common;
  return (
    <>
      {listing === null ? (
        sold !== null && <SoldNotice sold={sold} />
      ) : (
        <>
          {trade && (
            <Notice title="正在挂牌交易" actions={<ButtonLink to={`/trades/${trade.no}`}>看公告</ButtonLink>}>
              公开征集意向，两家以上合格的网上竞价，只有一家的按挂牌价受让。
            </Notice>
          )}
          <ListingNotice modes={listingModes} {...{ no, listing, today, reader, isOwn, replayKey, reply }} />
        </>
      )}
      {delistedOn !== null && (
        <section>
          <SectionHead>平台挂牌</SectionHead>
          <p className="mt-3 text-sm">
            挂牌已于 <DateText value={delistedOn} />{' '}
            结束，现在不在平台挂牌。上面的价格是单位登记的参考，条件以洽谈为准。
          </p>
        </section>
      )}
      {(listing !== null || sold !== null) && auction && <AuctionNotice auction={auction} />}
      {ended.objections.length > 0 && (
        <section>
          <SectionHead note="挂牌已经结束">对以前挂牌的异议</SectionHead>
          <div className="mt-4">
            <Objections subject="ended_listing" {...ended} reply={reply} />
          </div>
        </section>
      )}
    </>
  );
}
