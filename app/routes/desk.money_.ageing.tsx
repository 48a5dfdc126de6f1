import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type AgedRow, ageBuckets, ageLabels, overdueBuckets } from '#app/domain/ageing.ts';
import { dayOf } from '#app/domain/days.ts';
import { formatWan } from '#app/domain/money.ts';
import { listAgeing } from '#app/services/payments/ageing.server.ts';
import { BarChart } from '#app/ui/bar-chart.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { GroupName } from '#app/ui/money/group-name.tsx';
import { type MoneyColumn, MoneyTable, totalFen } from '#app/ui/money-table.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SortTabs } from '#app/ui/sort-tabs.tsx';
import type { Column } from '#app/ui/table.tsx';
import { readAgeing } from '#app/web/read-ageing.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '账龄与到期 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const asked = readAgeing(args.request.url);
  return page(async () => ({ ...asked, today: dayOf(ctx.now()), rows: await listAgeing(ctx, asked) }));
}

const groups = { contract: '按合同', party: '按对方', region: '按地区' } as const;
const heads = { contract: '合同', party: '对方', region: '地区' } as const;
const yuan = (fen: bigint): number => Number(fen / 100n);

/** A column for each bucket that holds money: the picture shows the empty ones. */
const columnsOf = (head: string, rows: readonly AgedRow[]): readonly (Column<AgedRow> | MoneyColumn<AgedRow>)[] => [
  { key: 'label', head, phone: 'title', width: '16rem', cell: (row) => <GroupName group={row} /> },
  ...ageBuckets
    .filter((bucket) => rows.some((row) => row.fens[bucket] !== 0n))
    .map((bucket): MoneyColumn<AgedRow> => ({
      key: bucket,
      head: ageLabels[bucket],
      fen: (row) => (row.fens[bucket] === 0n ? null : row.fens[bucket]),
    })),
  { key: 'total', head: '合计', phone: 'amount', fen: (row) => row.totalFen },
];

export default function Ageing() {
  const { by, isPayer, today, rows } = useLoaderData<typeof loader>();
  const side = isPayer ? 'payer' : 'payee';
  const sumOf = (bucket: (typeof ageBuckets)[number]) => totalFen(rows, (row) => row.fens[bucket]);
  const lateFen = overdueBuckets.reduce((sum, bucket) => sum + sumOf(bucket), 0n);
  // Contested claims are rare: without one there is no place for them in the picture.
  const isShown = (bucket: (typeof ageBuckets)[number]) => bucket !== 'contested' || sumOf(bucket) > 0n;
  const word = isPayer ? '应付' : '应收';
  const table = (
    <MoneyTable
      caption={`${word}账龄，截至 ${today}`}
      rows={rows}
      rowKey={(row) => row.key}
      totalLabel={`合计 ${rows.length} 项`}
      columns={columnsOf(heads[by], rows)}
    />
  );
  return (
    <>
      <Breadcrumbs items={[{ label: '收付与分配', to: '/desk/money' }, { label: '账龄与到期' }]} />
      <PageTitle
        aside={`截至 ${today}`}
        actions={
          <>
            <ButtonLink to={`/desk/money/due?side=${side}&by=${by}`}>未来 30/60/90 天到期</ButtonLink>
            <ExportLinks to={`/desk/money/ageing/export?side=${side}&by=${by}`} />
          </>
        }
      >
        账龄与到期
      </PageTitle>
      <div className="grid gap-6">
        <SortTabs
          label="方向"
          tabs={[
            { label: '应收', to: `?side=payee&by=${by}`, current: !isPayer },
            { label: '应付', to: `?side=payer&by=${by}`, current: isPayer },
          ]}
        />
        <SortTabs
          label="分组"
          tabs={(['contract', 'party', 'region'] as const).map((group) => ({
            label: groups[group],
            to: `?side=${side}&by=${group}`,
            current: group === by,
          }))}
        />
        {rows.length === 0 ? (
          <EmptyState title={`没有未付清的${word}款`}>条件成就之后，应付款会按最晚付款日排在这里。</EmptyState>
        ) : (
          <BarChart
            title={lateFen > 0n ? `${formatWan(lateFen)}已经逾期` : '没有逾期的款'}
            subtitle={`未付清的${word}，按离最晚付款日的远近`}
            bars={ageBuckets.filter(isShown).map((bucket) => ({
              label: ageLabels[bucket].replace(/ 天/, '天').replace('到期', ''),
              parts: [{ value: yuan(sumOf(bucket)), fill: overdueBuckets.includes(bucket) ? 'gold' : 'primary' }],
              text: sumOf(bucket) === 0n ? '' : formatWan(sumOf(bucket)),
            }))}
            legend={[
              { label: '已逾期', fill: 'gold' },
              { label: '未到期', fill: 'primary' },
            ]}
            table={table}
            isTableOpen
          />
        )}
      </div>
    </>
  );
}
