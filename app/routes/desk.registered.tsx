import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { codeLabel } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { formatWan } from '#app/domain/money.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { leastSellers } from '#app/domain/registration-access.ts';
import { registeredFigures } from '#app/services/registrations/registered-figures.server.ts';
import { BarChart } from '#app/ui/bar-chart.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { QuarterTable, RegisteredTable } from '#app/ui/registrations/registered-tables.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '合同登记统计 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [all, lists] = await Promise.all([registeredFigures(ctx), codeLists(ctx)]);
    const asked = new URL(args.request.url).searchParams.get('year') ?? '';
    const year = /^\d{4}$/.test(asked) ? asked : (all.years[0] ?? dayOf(ctx.now()).slice(0, 4));
    const ofYear = <Row extends { readonly quarter: string }>(rows: readonly Row[]): Row[] =>
      rows.filter(({ quarter }) => quarter.startsWith(year));
    return {
      scope: all.scope,
      years: all.years,
      year,
      registered: ofYear(all.registered).map((row) => ({ ...row, region: codeLabel(lists, 'region', row.regionCode) })),
      signed: ofYear(all.signed),
      received: ofYear(all.received),
    };
  });
}

const total = <Row,>(rows: readonly Row[], of: (row: Row) => bigint): bigint =>
  rows.reduce((sum, row) => sum + of(row), 0n);
const times = (rows: readonly { readonly count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

export default function Registered() {
  const { scope, years, year, registered, signed, received } = useLoaderData<typeof loader>();
  const technicalFen = total(registered, (row) => row.technicalFen);
  const quarters = [1, 2, 3, 4].map((n) => {
    const key = `${year}Q${n}`;
    const own = registered.filter(({ quarter }) => quarter === key);
    const sum = (rows: typeof signed) =>
      total(
        rows.filter(({ quarter }) => quarter === key),
        ({ fen }) => fen,
      );
    return {
      key,
      label: `${year} 年第 ${n} 季度`,
      count: times(own),
      dealFen: total(own, (row) => row.dealFen),
      technicalFen: total(own, (row) => row.technicalFen),
      signedFen: sum(signed),
      receivedFen: sum(received),
    };
  });
  return (
    <div className="grid grid-cols-1 gap-8">
      <div>
        <PageTitle
          meta={`${scope === 'region' ? '本辖区各单位作为卖方' : '本单位作为卖方'}的技术合同。考核只认登记机构已经登记、录入了登记编号和核定金额的合同。`}
        >
          合同登记统计
        </PageTitle>
        {years.length > 1 && (
          <nav aria-label="年份" className="mb-4 flex flex-wrap gap-2">
            {years.map((one) => (
              <ChoiceChip key={one} to={`/desk/registered?year=${one}`} current={one === year}>
                {one} 年
              </ChoiceChip>
            ))}
          </nav>
        )}
        <FigureRow
          figures={[
            { label: '已登记合同', value: `${times(registered)} 份`, note: '有登记编号，未注销' },
            { label: '登记成交额', value: formatWan(total(registered, (row) => row.dealFen)), note: '登记机构核定' },
            { label: '登记技术交易额', value: formatWan(technicalFen), swatch: 'primary', note: '登记机构核定' },
          ]}
        />
        <p className="mt-3 text-sm text-ink-soft">
          签约和到账是另外两个数，和登记额不能相加
          {scope === 'region' && `；当季不足 ${leastSellers} 家单位的不列，免得看出一份合同的价款`}：
        </p>
        <FigureRow
          figures={[
            {
              label: '签约',
              value: formatWan(total(signed, ({ fen }) => fen)),
              swatch: 'gold',
              note: `${times(signed)} 份，合同写明的里程碑款，不含提成`,
            },
            {
              label: '到账',
              value: formatWan(total(received, ({ fen }) => fen)),
              swatch: 'accent',
              note: `${times(received)} 笔，收款方确认，减去退款`,
            },
          ]}
        />
      </div>
      <BarChart
        title={`${year} 年登记技术交易额 ${formatWan(technicalFen)}`}
        subtitle="按首次登记的季度，万元"
        bars={quarters.map((row, i) => ({
          label: `${i + 1} 季度`,
          parts: [{ value: Number(row.technicalFen), fill: 'primary' }],
          text: formatWan(row.technicalFen),
        }))}
        isTableOpen
        level={3}
        table={<QuarterTable rows={quarters} />}
      />
      <section aria-labelledby="kinds-head">
        <SectionHead
          look="plain"
          id="kinds-head"
          action={registered.length > 0 && <ExportLinks to={`/desk/registered/export?year=${year}`} />}
        >
          按季度、地区和合同类别
        </SectionHead>
        {registered.length === 0 ? (
          <EmptyState title={`${year} 年还没有登记的合同`}>
            卖方在合同的“认定登记”里录入登记编号、成交额和技术交易额以后，才计入这里。
          </EmptyState>
        ) : (
          <RegisteredTable rows={registered} />
        )}
      </section>
    </div>
  );
}
