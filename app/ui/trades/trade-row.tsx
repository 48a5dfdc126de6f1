import { Link } from '@remix-run/react';
import { labelOf } from '#app/domain/machine.ts';
import { formatWan } from '#app/domain/money.ts';
import { shownPrice, tradeMachine, type TradeState } from '#app/domain/trade.ts';
import { DateText } from '../date-text.tsx';
import { Sample } from '../sample.tsx';
import { StateMark } from '../state-mark.tsx';
import { tradeTones } from './trade-words.ts';

export interface TradeRowData {
  readonly id: string;
  readonly no: string;
  readonly state: TradeState;
  readonly achievementName: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly askFen: bigint;
  readonly currentFen: bigint | null;
  readonly priceFen: bigint | null;
  readonly applyUntil: Date;
  readonly biddingAt: Date;
  readonly closesAt: Date;
  readonly noticeUntil: Date | null;
  readonly endedAt: Date | null;
  /** When a sale that stood was undone. */
  readonly undoneAt: Date | null;
}

/** One trade: what is sold by whom, for how much as it stands, and when something happens. */
export function TradeRow({ row }: { row: TradeRowData }) {
  const price = shownPrice(row);
  return (
    <article className="flex flex-wrap justify-between gap-x-8 gap-y-2 border-b border-line py-4">
      <div className="min-w-0">
        <StateMark tone={tradeTones[row.state]}>{labelOf(tradeMachine, row.state)}</StateMark>
        <h3 className="text-lg font-bold">
          <Link to={`/trades/${row.no}`} className="link-quiet">
            {row.achievementName}
          </Link>
        </h3>
        <p className="text-sm text-ink-soft">
          {row.orgName} {row.isSample && <Sample />} <span className="nums">{row.no}</span>
        </p>
      </div>
      <dl className="text-sm sm:text-right">
        <div>
          <dt className="inline text-ink-soft">挂牌价 </dt>
          <dd className="inline nums">{formatWan(row.askFen)}</dd>
        </div>
        {price.label !== '挂牌价' && (
          <div>
            <dt className="inline text-ink-soft">{price.label} </dt>
            <dd className="inline nums font-bold">{formatWan(price.fen)}</dd>
          </div>
        )}
        <Moment row={row} />
      </dl>
    </article>
  );
}

function Moment({ row }: { row: TradeRowData }) {
  const [label, at] =
    row.state === 'announced'
      ? ['竞价', row.biddingAt]
      : row.state === 'bidding'
        ? ['截止', row.closesAt]
        : row.state === 'noticed'
          ? ['公示至', row.noticeUntil]
          : row.undoneAt === null
            ? ['结束', row.endedAt]
            : ['解除', row.undoneAt];
  return at instanceof Date ? (
    <div>
      <dt className="inline text-ink-soft">{String(label)} </dt>
      <dd className="inline">
        <DateText value={at} as="minute" />
      </dd>
    </div>
  ) : null;
}
