import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { type DueGroup, dueWindows, stretchDays } from '#app/domain/due-soon.ts';
import { formatWan } from '#app/domain/money.ts';
import { listDueSoon } from '#app/services/payments/ageing.server.ts';
import { BarChart } from '#app/ui/bar-chart.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { GroupName } from '#app/ui/money/group-name.tsx';
import { type MoneyColumn, MoneyTable, totalFen } from '#app/ui/money-table.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SortTabs } from '#app/ui/sort-tabs.tsx';
import type { Column } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { readAgeing, readWindow } from '#app/web/read-ageing.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '即将到期 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { url } = args.request;
  const [asked, within] = [readAgeing(url), readWindow(url)];
  return page(async () => ({
    ...asked,
    within,
    today: dayOf(ctx.now()),
    ...(await listDueSoon(ctx, asked, within)),
  }));
}

const groups = { contract: '按合同', party: '按对方', region: '按地区' } as const;
const heads = { contract: '合同', party: '对方', region: '地区' } as const;

const columnsOf = (head: string, today: string): readonly (Column<DueGroup> | MoneyColumn<DueGroup>)[] => [
  { key: 'label', head, phone: 'title', cell: (row) => <GroupName group={row} /> },
  { key: 'next', head: '最早到期', phone: 'date', cell: (row) => <Clock dueOn={row.nextOn} today={today} /> },
  { key: 'n', head: '笔数', align: 'right', cell: (row) => row.n },
  { key: 'open', head: '未付清', phone: 'amount', fen: (row) => row.openFen },
];

export default function Due() {
  const { by, isPayer, within, today, rows, stretches } = useLoaderData<typeof loader>();
  const side = isPayer ? 'payer' : 'payee';
  const word = isPayer ? '应付' : '应收';
  const total = totalFen(rows, (row) => row.openFen);
  const to = (next: { side?: string; by?: string; within?: number }) =>
    `?${new URLSearchParams({ side, by, within: String(within), ...(next as Record<string, string>) })}`;
  const table = (
    <MoneyTable
      caption={`${within} 天内到期的${word}，从 ${today} 起`}
      rows={rows}
      rowKey={(row) => row.key}
      totalLabel={`合计 ${rows.length} 项`}
      columns={columnsOf(heads[by], today)}
    />
  );
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '收付与分配', to: '/desk/money' },
          { label: '账龄与到期', to: `/desk/money/ageing?side=${side}&by=${by}` },
          { label: '即将到期' },
        ]}
      />
      <PageTitle aside={`从 ${today} 起`} actions={<ExportLinks to={`/desk/money/due/export${to({})}`} />}>
        即将到期
      </PageTitle>
      <div className="grid gap-6">
        <SortTabs
          label="多少天内"
          tabs={dueWindows.map((days) => ({
            label: `${days} 天内`,
            to: to({ within: days }),
            current: days === within,
          }))}
        />
        <SortTabs
          label="方向"
          tabs={[
            { label: '应收', to: to({ side: 'payee' }), current: !isPayer },
            { label: '应付', to: to({ side: 'payer' }), current: isPayer },
          ]}
        />
        <SortTabs
          label="分组"
          tabs={(['contract', 'party', 'region'] as const).map((group) => ({
            label: groups[group],
            to: to({ by: group }),
            current: group === by,
          }))}
        />
        {rows.length === 0 ? (
          <EmptyState title={`${within} 天内没有到期的${word}款`}>
            换一个天数看看；已经逾期的在「账龄与到期」里。
          </EmptyState>
        ) : (
          <BarChart
            title={`${within} 天内到期 ${formatWan(total)}`}
            subtitle={`未付清的${word}，按到期日，每 ${stretchDays(within)} 天一段，写的是一段的第一天`}
            bars={stretches.map(({ fromOn, openFen }) => ({
              label: fromOn.slice(5),
              parts: [{ value: Number(openFen / 100n), fill: 'primary' as const }],
              text: openFen > 0n ? formatWan(openFen) : '',
            }))}
            legend={[{ label: '未付清', fill: 'primary' }]}
            table={table}
            isTableOpen
          />
        )}
      </div>
    </>
  );
}
