import { formatWan } from '#app/domain/money.ts';
import { DateText } from '../date-text.tsx';
import { type Column, Table } from '../table.tsx';
import { Tag } from '../tag.tsx';

export interface BidLine {
  readonly n: number;
  readonly bidder: number | null;
  readonly amountFen: bigint;
  readonly at: Date;
  readonly isExtending: boolean;
}

const seconds = (at: Date): string => `:${String(at.getUTCSeconds()).padStart(2, '0')}`;

const columnsOf = (own: number | null): Column<BidLine>[] => [
  { key: 'n', head: '次序', align: 'right', phone: 'hide', cell: (bid) => bid.n },
  {
    key: 'bidder',
    head: '竞买人',
    phone: 'title',
    cell: (bid) => (
      <>
        {bid.bidder} 号 {own === bid.bidder && <Tag>你单位</Tag>}
      </>
    ),
  },
  { key: 'amount', head: '报价', align: 'right', phone: 'amount', cell: (bid) => formatWan(bid.amountFen) },
  {
    key: 'at',
    head: '服务器时间',
    phone: 'date',
    cell: (bid) => (
      <span className="nums">
        <DateText value={bid.at} as="minute" />
        {seconds(bid.at)}
      </span>
    ),
  },
  { key: 'extending', head: '延时', phone: 'note', cell: (bid) => (bid.isExtending ? '顺延 5 分钟' : '') },
];

/** All bids, the newest first; bidders by their numbers. */
export const TradeBids = ({
  bids,
  own,
  isSingle,
}: {
  bids: readonly BidLine[];
  own: number | null;
  isSingle: boolean;
}) => (
  <Table
    caption="报价记录"
    look="open"
    columns={columnsOf(own)}
    rows={bids}
    rowKey={(bid) => String(bid.n)}
    empty={
      <p className="py-4 text-sm text-ink-soft">
        {isSingle ? '合格的意向方只有一家，没有竞价，由它按挂牌价受让。' : '还没有人报价。'}
      </p>
    }
  />
);
