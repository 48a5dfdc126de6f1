import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/days.ts';
import { listingMachine, type ListingState } from '#app/domain/listing.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { listingPrice } from '../listings/listing-words.ts';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';

interface OwnListingCardProps {
  id: string;
  no: string;
  /** The record's text asks another price. */
  isOther: boolean;
  listing:
    | (Parameters<typeof listingPrice>[0] & {
        readonly state: ListingState;
        readonly noticeFirstOn: Day | null;
        readonly noticeLastOn: Day | null;
        readonly confirmedOn: Day;
        readonly objections: readonly { readonly state: string }[];
      })
    | null;
  trade: { readonly no: string } | null;
  today: Day;
  /** Who looks keeps the unit's listings. */
  isOfficer: boolean;
}

/** How a public record stands on the market, for its own unit: price, publicity, objections, and where each is looked after. */
export function OwnListingCard({ id, no, isOther, listing, trade, today, isOfficer }: OwnListingCardProps) {
  if (listing === null) return null;
  const open = listing.objections.filter(({ state }) => state === 'open').length;
  const { noticeFirstOn, noticeLastOn } = listing;
  return (
    <section
      aria-label="平台挂牌"
      className="mt-8 max-w-form rounded-lg border border-line bg-card px-4 py-5 text-sm sm:px-6"
    >
      <SectionHead look="plain">平台挂牌</SectionHead>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <StateMark tone={open > 0 || listing.state !== 'listed' ? 'attention' : 'good'}>
          {labelOf(listingMachine, listing.state)}
        </StateMark>
        <span>{listingPrice(listing)}</span>
        <span className="text-ink-soft">
          <DateText value={listing.confirmedOn} /> 确认
        </span>
      </p>
      {isOther && (
        <p className="mt-1 text-attention">
          登记内容写的价格和挂牌条件不一样：列表、公开页面和开放接口都用挂牌条件。要改，请
          <Link to={`/desk/achievements/${id}/list`} className="link">
            改挂牌条件
          </Link>
          。
        </p>
      )}
      {noticeFirstOn !== null && noticeLastOn !== null && (
        <p className="mt-1">
          {noticeLastOn >= today ? '协议定价公示中：' : '协议定价公示已满：'}
          <DateText value={noticeFirstOn} /> 至 <DateText value={noticeLastOn} />
        </p>
      )}
      {open > 0 && <p className="mt-1 text-attention">有 {open} 件异议等单位答复。</p>}
      {trade !== null && <p className="mt-1">正在挂牌交易，编号 {trade.no}。</p>}
      <div className="mt-3 flex flex-wrap gap-2">
        <ButtonLink to={`/achievements/${no}#notice`}>{open > 0 ? '看异议' : '看挂牌公示'}</ButtonLink>
        {trade !== null && <ButtonLink to={`/trades/${trade.no}`}>看挂牌交易</ButtonLink>}
        {isOfficer && (
          <ButtonLink look="quiet" to="/desk/listings">
            确认、改条件、撤牌
          </ButtonLink>
        )}
      </div>
    </section>
  );
}
