import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { mayRunDemand } from '#app/domain/access.ts';
import { bountyKindLabels } from '#app/domain/bounty.ts';
import { dayOf } from '#app/domain/days.ts';
import { formatWan } from '#app/domain/money.ts';
import { listMyBounties } from '#app/services/bounties/queries.server.ts';
import { BountyMark } from '#app/ui/bounties/bounty-mark.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '揭榜挂帅 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    rows: await listMyBounties(ctx),
    today: dayOf(ctx.now()),
    mayCall: mayRunDemand(ctx.actor),
  }));
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const asWords = (row: Row): string =>
  [
    row.isAuthority && '组织方',
    row.isPoster && '发榜方',
    row.isPartner && '联合发布方',
    row.isSolver && '揭榜方',
    row.isExpert && '专家',
  ]
    .filter((word) => word !== false)
    .join('、');

const columnsOf = (today: string): readonly Column<Row>[] => [
  {
    key: 'title',
    head: '榜单',
    phone: 'title',
    cell: (row) => (
      <>
        <Link
          to={row.isExpert && !row.isAuthority ? `/desk/bounties/${row.id}/panel` : `/desk/bounties/${row.id}`}
          className="link"
        >
          {row.title}
        </Link>
        <span className="block text-sm text-ink-soft">
          {row.no}，{row.posterName ?? '匿名企业'}
        </span>
      </>
    ),
  },
  { key: 'kind', head: '方式', cell: (row) => bountyKindLabels[row.kind] },
  { key: 'as', head: '我方是', cell: asWords },
  { key: 'state', head: '阶段', phone: 'state', cell: (row) => <BountyMark state={row.state} /> },
  {
    key: 'closes',
    head: '揭榜截止',
    cell: (row) =>
      row.closesOn === null ? (
        '—'
      ) : row.state === 'posted' ? (
        <Clock dueOn={row.closesOn} today={today} soonDays={7} />
      ) : (
        row.closesOn
      ),
  },
  { key: 'total', head: '总投入', align: 'right', phone: 'amount', cell: (row) => formatWan(row.totalFen) },
];

export default function MyBounties() {
  const { rows, today, mayCall } = useLoaderData<typeof loader>();
  const call = mayCall && (
    <ButtonLink look="primary" to="/desk/bounties/new">
      提出揭榜需求
    </ButtonLink>
  );
  return (
    <>
      <PageTitle actions={call}>揭榜挂帅</PageTitle>
      <Table
        caption="与我方有关的榜单"
        columns={columnsOf(today)}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="还没有榜单" action={call || <ButtonLink to="/bounties">看公开的榜单</ButtonLink>}>
            企业提出、主管部门组织、本单位揭榜或请你当专家的榜单都在这里。
          </EmptyState>
        }
      />
    </>
  );
}
