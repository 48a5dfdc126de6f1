import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { evaluationMachine } from '#app/domain/evaluation.ts';
import { labelOf } from '#app/domain/machine.ts';
import { listMyEvaluations } from '#app/services/evaluations/queries.server.ts';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '成果评价 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ rows: await listMyEvaluations(ctx) }));
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columns: Column<Row>[] = [
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    cell: (row) => (
      <Link to={`/desk/evaluations/${row.id}`} className="link">
        {row.name}
      </Link>
    ),
  },
  { key: 'owner', head: '完成单位', cell: (row) => row.owner },
  { key: 'purpose', head: '目的', cell: (row) => row.purpose },
  { key: 'as', head: '我是', cell: (row) => (row.isExpert ? '专家' : '评价机构') },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <StateMark tone={row.state === 'issued' ? 'good' : row.state === 'running' ? 'attention' : 'neutral'}>
        {labelOf(evaluationMachine, row.state)}
      </StateMark>
    ),
  },
  { key: 'due', head: '约定出报告', cell: (row) => (row.dueOn === null ? '—' : <DateText value={row.dueOn} />) },
  { key: 'at', head: '委托', phone: 'date', cell: (row) => <DateText value={row.createdAt} /> },
];

export default function Evaluations() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>成果评价</PageTitle>
      <Table
        caption="成果评价"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title="没有评价任务">别的单位委托你机构评价，或者邀请你当专家时，会出现在这里。</EmptyState>}
      />
    </>
  );
}
