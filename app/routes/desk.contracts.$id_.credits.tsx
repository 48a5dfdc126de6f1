import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { creditPage } from '#app/services/credits/credit-page.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { type MoneyColumn, MoneyTable } from '#app/ui/money-table.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import type { Column } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.contract.no ?? ''} 贷项 · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => creditPage(ctx, rowId(args.params)));
}

type Line = Awaited<ReturnType<typeof creditPage>>['lines'][number];

const columnsOf = (leftFen: Fen): readonly (Column<Line> | MoneyColumn<Line>)[] => [
  { key: 'at', head: '日期', phone: 'date', width: '7rem', cell: (line) => <DateText value={line.at} /> },
  {
    key: 'what',
    head: '事项',
    phone: 'title',
    cell: (line) => (
      <>
        <Link to={line.to} className="link-quiet">
          {line.what}
        </Link>
        {line.note && <span className="block text-ink-soft">{line.note}</span>}
      </>
    ),
  },
  { key: 'raised', head: '产生', fen: (line) => line.raisedFen },
  { key: 'setOff', head: '抵减', fen: (line) => line.setOffFen, tone: 'good' },
  { key: 'returning', head: '转为退还', fen: (line) => line.returningFen },
  {
    key: 'left',
    head: '余额',
    align: 'right',
    phone: 'amount',
    cell: (line) => <Amount fen={line.leftFen} />,
    total: <Amount fen={leftFen} bold />,
  },
];

export default function Credits() {
  const { contract, lines, sums, isLicensee } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '贷项' },
        ]}
      />
      <PageTitle meta={`${contract.no} ${contract.title}`}>贷项</PageTitle>
      {lines.length === 0 ? (
        <EmptyState title="这份合同没有贷项">
          申报更正后多计的款项成为贷项：先抵到期的应付款，合同结束时还有剩的，由收款方退还。
        </EmptyState>
      ) : (
        <div className="grid gap-8">
          <FigureRow
            figures={[
              { label: '产生', value: <Amount fen={sums.raisedFen} />, note: '申报更正后多计的', swatch: 'ink' },
              { label: '已抵减', value: <Amount fen={sums.setOffFen} />, note: '抵应付款，不用付钱', swatch: 'accent' },
              {
                label: isLicensee ? '要退给本单位' : '要退给对方',
                value: <Amount fen={sums.toRepayFen} />,
                note:
                  sums.repaidFen > 0n ? (
                    <>
                      另已退还 <Amount fen={sums.repaidFen} />
                    </>
                  ) : (
                    '合同结束时没抵完的'
                  ),
                swatch: 'gold',
              },
              { label: '还没有用的', value: <Amount fen={sums.leftFen} />, note: '等下一笔应付款' },
            ]}
          />
          <section aria-labelledby="lines">
            <SectionHead
              look="plain"
              id="lines"
              note="产生减抵减减转为退还，就是余额"
              action={<ExportLinks to={`/desk/contracts/${contract.id}/credits/export`} />}
            >
              逐笔
            </SectionHead>
            <MoneyTable
              caption="贷项逐笔"
              rows={lines}
              rowKey={(line) => line.id}
              totalLabel={`合计 ${lines.length} 笔`}
              columns={columnsOf(sums.leftFen)}
            />
          </section>
        </div>
      )}
    </>
  );
}
