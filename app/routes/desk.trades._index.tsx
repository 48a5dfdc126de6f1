import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { labelOf } from '#app/domain/machine.ts';
import { formatWan } from '#app/domain/money.ts';
import { shownPrice, tradeMachine } from '#app/domain/trade.ts';
import { listOwnTrades } from '#app/services/trades/queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { tradeTones } from '#app/ui/trades/trade-words.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '挂牌交易 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ rows: await listOwnTrades(ctx) }));
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    cell: (row) => (
      <Link to={row.isOwn ? `/desk/trades/${row.id}` : `/trades/${row.no}`} className="link">
        {row.achievementName}
      </Link>
    ),
  },
  { key: 'side', head: '你方', cell: (row) => (row.isSeller ? '挂牌' : '竞买') },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => <StateMark tone={tradeTones[row.state]}>{labelOf(tradeMachine, row.state)}</StateMark>,
  },
  {
    key: 'price',
    head: '价格',
    align: 'right',
    phone: 'amount',
    cell: (row) => formatWan(shownPrice(row).fen),
  },
  { key: 'at', head: '竞价', phone: 'date', cell: (row) => <DateText value={row.biddingAt} as="minute" /> },
];

export default function OwnTrades() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle meta="你单位发布的，和登记过意向的。">挂牌交易</PageTitle>
      <Table
        caption="挂牌交易"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="还没有挂牌交易" action={<ButtonLink to="/trades">看正在进行的</ButtonLink>}>
            成果的权利人从“挂牌”里定价方式为挂牌交易的发布公告；企业在公告页登记意向。
          </EmptyState>
        }
      />
    </>
  );
}
