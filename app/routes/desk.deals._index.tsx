import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Day, dayOf } from '#app/domain/days.ts';
import { dealMachine } from '#app/domain/deal.ts';
import { labelOf } from '#app/domain/machine.ts';
import { dealsPageSize, dealViews, listDeals } from '#app/services/deals/queries.server.ts';
import { unreadByDeal } from '#app/services/deals/room-queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { dealTone } from '#app/ui/deal-tone.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { pageOf } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '洽谈 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const view = dealViews.find((word) => word === params.get('view')) ?? 'all';
    const at = pageOf(params);
    const { rows, total } = await listDeals(ctx, { view, page: at });
    const orgId = ctx.actor.org?.orgId;
    const unread = await unreadByDeal(
      ctx,
      rows.map(({ id }) => id),
    );
    return {
      view,
      views: dealViews,
      page: at,
      pageSize: dealsPageSize,
      total,
      today: dayOf(ctx.now()),
      rows: rows.map((row) => ({
        id: row.id,
        no: row.no,
        unread: unread.get(row.id) ?? 0,
        state: row.state,
        achievementName: row.achievementName,
        isSample: row.isSample,
        updatedAt: row.updatedAt,
        replyDueOn: dayOf(row.replyDueAt),
        counterpart:
          row.licensorOrgId === orgId
            ? (row.licenseeName ?? '匿名企业')
            : row.licenseeOrgId === orgId
              ? row.licensorName
              : `${row.licensorName} — ${row.licenseeName ?? '匿名企业'}`,
        waitsForUs: row.state === 'requested' && row.isAsked,
      })),
    };
  });
}

const viewWords = { all: '全部', waiting: '待答复', open: '进行中', ended: '已结束' } as const;

export default function Deals() {
  const { views, rows, total, view, page: at, pageSize, today } = useLoaderData<typeof loader>();
  const to = (next: { view?: string; page?: number }) => {
    const params = new URLSearchParams();
    const chosen = next.view ?? view;
    if (chosen !== 'all') params.set('view', chosen);
    if (next.page && next.page > 1) params.set('page', String(next.page));
    return `/desk/deals${params.size > 0 ? `?${params}` : ''}`;
  };
  return (
    <>
      <PageTitle>洽谈</PageTitle>
      <nav aria-label="看哪些" className="mb-4 flex flex-wrap gap-2">
        {views.map((word) => (
          <ChoiceChip key={word} to={to({ view: word })} current={view === word}>
            {viewWords[word]}
          </ChoiceChip>
        ))}
      </nav>
      <Table
        caption="洽谈"
        columns={columnsOf(today)}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={view === 'all' ? '还没有洽谈' : '这里没有洽谈'}
            action={<ButtonLink to="/achievements">找成果</ButtonLink>}
          >
            在成果或匹配里点「申请对接」，对方接受后就在这里谈。
          </EmptyState>
        }
      />
      {total > 0 && (
        <Pagination page={at} pageSize={pageSize} total={total} noun="场" hrefFor={(next) => to({ page: next })} />
      )}
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columnsOf = (today: Day): Column<Row>[] => [
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    cell: (row) => (
      <Link to={`/desk/deals/${row.id}`} className="link">
        {row.achievementName}
        {row.unread > 0 && <b className="nums ml-2 text-sm text-attention">{row.unread} 条未读</b>}
      </Link>
    ),
  },
  {
    key: 'with',
    head: '对方',
    phone: 'note',
    cell: (row) => (
      <>
        {row.counterpart} {row.isSample && <Sample />}
      </>
    ),
  },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => <StateMark tone={dealTone[row.state]}>{labelOf(dealMachine, row.state)}</StateMark>,
  },
  {
    key: 'due',
    head: '答复期限',
    cell: (row) =>
      row.state === 'requested' ? (
        <>
          <Clock dueOn={row.replyDueOn} today={today} />
          <span className="block text-sm text-ink-soft">{row.waitsForUs ? '等你方答复' : '等对方答复'}</span>
        </>
      ) : (
        '—'
      ),
  },
  { key: 'no', head: '编号', cell: (row) => <span className="nums">{row.no}</span> },
  { key: 'updated', head: '更新', phone: 'date', cell: (row) => <DateText value={row.updatedAt} /> },
];
