import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { hasRole } from '#app/domain/access.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { labelOf, statesOf } from '#app/domain/machine.ts';
import { servedUnits } from '#app/services/demands/enter-demand.server.ts';
import { demandsPageSize, listOwnDemands } from '#app/services/demands/queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { demandTone } from '#app/ui/demand-tone.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { pageOf } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '需求 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const state = statesOf(demandMachine).find((word) => word === params.get('state')) ?? null;
    const at = pageOf(params);
    return {
      ...(await listOwnDemands(ctx, { state, page: at })),
      state,
      page: at,
      pageSize: demandsPageSize,
      today: dayOf(ctx.now()),
      mayEnter: (await servedUnits(ctx)).length > 0,
      isEnterprise: ctx.actor.org?.kind === 'enterprise',
      mayCreate: ctx.actor.org?.kind === 'enterprise' && hasRole(ctx.actor, 'officer'),
    };
  });
}

export default function OwnDemands() {
  const {
    rows,
    total,
    counts,
    state,
    page: at,
    pageSize,
    today,
    mayCreate,
    mayEnter,
    isEnterprise,
  } = useLoaderData<typeof loader>();
  const to = (next: { state?: string | null; page?: number }) => {
    const chosen = next.state === undefined ? state : next.state;
    const params = new URLSearchParams();
    if (chosen) params.set('state', chosen);
    if (next.page && next.page > 1) params.set('page', String(next.page));
    return `/desk/demands${params.size > 0 ? `?${params}` : ''}`;
  };
  const write = mayCreate && (
    <ButtonLink look="primary" to="/desk/demands/new">
      写需求
    </ButtonLink>
  );
  return (
    <>
      <PageTitle
        actions={
          <>
            {write}
            {mayEnter && <ButtonLink to="/desk/demands/enter">代填需求</ButtonLink>}
            {(mayCreate || mayEnter) && <ButtonLink to="/desk/demands/import">批量导入</ButtonLink>}
          </>
        }
      >
        需求
      </PageTitle>
      {Object.keys(counts).length > 0 && (
        <nav aria-label="按状态看" className="mb-4 flex flex-wrap gap-2">
          <ChoiceChip to={to({ state: null })} current={state === null}>
            全部
          </ChoiceChip>
          {statesOf(demandMachine)
            .filter((word) => counts[word] !== undefined || word === state)
            .map((word) => (
              <ChoiceChip key={word} to={to({ state: word })} current={state === word} count={counts[word] ?? 0}>
                {labelOf(demandMachine, word)}
              </ChoiceChip>
            ))}
        </nav>
      )}
      <Table
        caption="本单位的需求"
        columns={columnsOf(today)}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={state ? '没有这种状态的需求' : '还没有需求'}
            action={write || (!isEnterprise && <ButtonLink to="/desk/matches">看匹配到的需求</ButtonLink>)}
          >
            {isEnterprise
              ? '写清楚问题和指标，发布后马上看到匹配的成果和理由。'
              : '需求由企业发布；与你单位成果匹配的需求在「匹配」里。'}
          </EmptyState>
        }
      />
      {total > 0 && <Pagination page={at} pageSize={pageSize} total={total} hrefFor={(next) => to({ page: next })} />}
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columnsOf = (today: Day): Column<Row>[] => [
  {
    key: 'title',
    head: '需求',
    phone: 'title',
    cell: (row) => (
      <Link to={row.state === 'draft' ? `/desk/demands/${row.id}/edit` : `/desk/demands/${row.id}`} className="link">
        {row.title}
      </Link>
    ),
  },
  { key: 'no', head: '编号', cell: (row) => <span className="nums">{row.no}</span> },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => <StateMark tone={demandTone[row.state]}>{labelOf(demandMachine, row.state)}</StateMark>,
  },
  { key: 'matched', head: '匹配成果', align: 'right', cell: (row) => (row.state === 'draft' ? '—' : row.matched) },
  {
    key: 'valid',
    head: '有效至',
    cell: (row) =>
      row.validUntilOn === null ? (
        '—'
      ) : row.state === 'published' || row.state === 'in_talks' ? (
        <Clock dueOn={row.validUntilOn} today={today} soonDays={14} />
      ) : (
        <DateText value={row.validUntilOn} />
      ),
  },
  { key: 'updated', head: '更新', phone: 'date', cell: (row) => <DateText value={row.updatedAt} /> },
];
