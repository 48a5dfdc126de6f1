import { Link } from '@remix-run/react';
import { vagueMark } from '#app/domain/advantage.ts';
import type { Day } from '#app/domain/days.ts';
import { type ListingEnd, listingEndLabels } from '#app/domain/listing-end.ts';
import { answerDueOn } from '#app/domain/listing-due.ts';
import { listingDeeds, listingMachine, type ListingState, type Pricing, pricingLabels } from '#app/domain/listing.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { Freshness } from '../freshness.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import type { Column } from '../table.tsx';
import { Tag } from '../tag.tsx';
import type { Tone } from '../tone.ts';
import { listingPrice } from './listing-words.ts';

type Priced = Parameters<typeof listingPrice>[0];

export interface OwnListingRow extends Priced {
  readonly id: string;
  readonly achievementId: string;
  readonly name: string;
  readonly state: ListingState;
  readonly pricing: Pricing;
  readonly isVague: boolean;
  readonly confirmedOn: Day;
  readonly endedAt: Date | null;
  readonly concludedBy: ListingEnd | null;
  readonly concludedOn: Day | null;
  readonly askedContractId: string | null;
  /** Somebody objected and has no answer yet. */
  readonly isObjectedTo: boolean;
  /** Numbers of its patents that stand no more. */
  readonly lapsed: readonly string[];
  /** Ended unsold, or its sale came to nothing, and nothing is listed in its place. */
  readonly mayRelist: boolean;
  /** The trade that runs on it. */
  readonly tradeId: string | null;
}

const tones: Readonly<Record<ListingState, Tone>> = {
  listed: 'good',
  disputed: 'danger',
  stale: 'attention',
  concluded: 'good',
  replaced: 'neutral',
  unlisted: 'neutral',
  withdrawn: 'neutral',
};

/** A unit's listings: what they say, how fresh they are, and what their owner does. */
export const ownListingColumns = (today: Day, isOfficer: boolean): Column<OwnListingRow>[] => [
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    width: '23%',
    cell: (row) => (
      <>
        <Link to={`/desk/achievements/${row.achievementId}`} className="link">
          {row.name}
        </Link>
        {row.isVague && (
          <span className="block">
            <Tag tone="neutral">{vagueMark}</Tag>
          </span>
        )}
      </>
    ),
  },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <>
        <span className="whitespace-nowrap">
          {row.state === 'concluded' && row.mayRelist ? (
            <StateMark tone="neutral">成交已解除或者结束</StateMark>
          ) : (
            <StateMark tone={tones[row.state]}>{labelOf(listingMachine, row.state)}</StateMark>
          )}
        </span>
        {row.concludedBy !== null && row.concludedOn !== null && (
          <span className="block text-sm text-ink-soft">
            <DateText value={row.concludedOn} /> {listingEndLabels[row.concludedBy]}
            {row.mayRelist && '，后来解除或者结束'}
          </span>
        )}
        {row.askedContractId !== null && (
          <Link to={`/desk/contracts/${row.askedContractId}`} className="link block text-sm">
            已签许可合同
          </Link>
        )}
        {row.isObjectedTo && (
          <Link to={`/desk/listings/${row.id}/objections`} className="link block text-sm">
            有异议待答复
          </Link>
        )}
        {row.lapsed.length > 0 && (
          <Link to="/desk/patents?tab=lapsed" className="link block text-sm">
            {row.lapsed.length} 件专利已失效
          </Link>
        )}
      </>
    ),
  },
  {
    key: 'price',
    head: '价格',
    phone: 'amount',
    width: '24%',
    cell: (row) => (
      <span className={row.priceKind === 'formula' ? 'whitespace-normal text-sm' : 'whitespace-normal'}>
        {listingPrice(row)}
        <span className="text-sm text-ink-soft">，{pricingLabels[row.pricing]}</span>
      </span>
    ),
  },
  {
    key: 'confirmed',
    head: '最近确认',
    phone: 'date',
    cell: (row) => (
      <>
        {row.endedAt === null ? (
          <Freshness confirmedOn={row.confirmedOn} today={today} />
        ) : (
          <DateText value={row.confirmedOn} />
        )}
        {row.endedAt === null && (
          <span className="block text-sm text-ink-soft">
            <DateText value={answerDueOn(row)} />
            {row.state === 'stale' ? (row.tradeId === null ? ' 摘牌' : ' 到期，挂牌交易期间不摘') : ' 到期'}
          </span>
        )}
      </>
    ),
  },
  {
    key: 'deeds',
    head: '操作',
    phone: 'evidence',
    width: '27%',
    cell: (row) => isOfficer && <Deeds row={row} />,
  },
];

/** What is over is an auction's page still: a sale is put right there, and its contract drafted. */
function Deeds({ row }: { row: OwnListingRow }) {
  const auction = row.pricing === 'auction' && (row.endedAt === null || row.concludedBy === 'auction') && (
    <ButtonLink to={`/desk/listings/${row.id}/auction`}>拍卖</ButtonLink>
  );
  if (row.mayRelist) {
    return (
      <span className="flex flex-wrap gap-2">
        <ButtonLink to={`/desk/achievements/${row.achievementId}/list`}>重新挂牌</ButtonLink>
        {auction}
      </span>
    );
  }
  if (row.endedAt !== null) return auction;
  const { confirm, trade } = listingDeeds(row.state);
  return (
    <span className="flex flex-wrap gap-2">
      {row.askedContractId !== null && <AfterContract id={row.id} />}
      {row.askedContractId === null && confirm && (
        <IntentForm intent="confirm">
          <input type="hidden" name="ids" value={row.id} />
          <SubmitButton look={row.state === 'stale' ? 'primary' : 'secondary'}>确认仍有效</SubmitButton>
        </IntentForm>
      )}
      {row.tradeId !== null ? (
        <ButtonLink to={`/desk/trades/${row.tradeId}`}>看挂牌交易</ButtonLink>
      ) : (
        trade &&
        row.pricing === 'exchange' && <ButtonLink to={`/desk/listings/${row.id}/trade`}>挂牌交易公告</ButtonLink>
      )}
      {auction}
      {confirm && row.tradeId === null && (
        <ButtonLink look="quiet" to={`/desk/achievements/${row.achievementId}/list`}>
          改条件
        </ButtonLink>
      )}
      {row.tradeId === null && <Withdraw id={row.id} />}
    </span>
  );
}

/** Asked first: what is taken back begins anew, with its notice. */
const Withdraw = ({ id }: { id: string }) => (
  <details>
    <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">撤牌</summary>
    <IntentForm intent="withdraw" className="grid justify-items-start gap-2">
      <p className="whitespace-normal text-sm text-ink-soft">撤下后不再展示为可交易；再挂牌时，协议定价重新公示。</p>
      <input type="hidden" name="listingId" value={id} />
      <SubmitButton look="danger">确认撤牌</SubmitButton>
    </IntentForm>
  </details>
);

/** A licence that leaves room for more was signed: does the listing go on? */
const AfterContract = ({ id }: { id: string }) => (
  <>
    <IntentForm intent="keep">
      <input type="hidden" name="listingId" value={id} />
      <SubmitButton>继续挂牌</SubmitButton>
    </IntentForm>
    <IntentForm intent="conclude">
      <input type="hidden" name="listingId" value={id} />
      <SubmitButton look="secondary">已成交，不再挂牌</SubmitButton>
    </IntentForm>
  </>
);
