import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { declineWords, matchAnswerLabels } from '#app/domain/match-answer.ts';
import { type MatchReport, reportOf, type ReportRow } from '#app/domain/match-report.ts';
import { listAnsweredPairs } from '#app/services/matches/report-queries.server.ts';
import { BarChart } from '#app/ui/bar-chart.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { factorWords, rankWords, reportFinding } from '#app/ui/match-report-words.ts';
import { percent } from '#app/ui/match-words.ts';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '匹配效果 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ report: reportOf(await listAnsweredPairs(ctx)) }));
}

const columns = (head: string, words: (key: string) => string): readonly Column<ReportRow>[] => [
  { key: 'key', head, phone: 'title', cell: (row) => words(row.key) },
  ...(['interested', 'contacted', 'contracted', 'declined'] as const).map((answer): Column<ReportRow> => ({
    key: answer,
    head: matchAnswerLabels[answer],
    align: 'right',
    cell: (row) => row.counts[answer],
  })),
  { key: 'total', head: '合计', align: 'right', cell: (row) => row.total },
  {
    key: 'accepted',
    head: '认可比例',
    align: 'right',
    phone: 'amount',
    cell: (row) => (row.acceptedPpm === null ? '—' : percent(row.acceptedPpm)),
  },
];

export default function MatchReportPage() {
  const { report } = useLoaderData<typeof loader>();
  const rankTable = (
    <Table caption="按名次" columns={columns('名次', rankWords)} rows={report.byRank} rowKey={(row) => row.key} />
  );
  return (
    <>
      <Breadcrumbs items={[{ label: '匹配', to: '/desk/matches' }, { label: '匹配效果' }]} />
      <PageTitle
        meta={`${report.all.total} 对供需有过答复。认可是感兴趣、已联系或已签约；没有答复的不算。`}
        actions={
          <>
            <ButtonLink to="/desk/matches/weights">调整权重</ButtonLink>
            <ButtonLink to="/desk/matches/report.csv" reloadDocument>
              导出 CSV
            </ButtonLink>
          </>
        }
      >
        匹配效果
      </PageTitle>
      {report.all.total === 0 ? (
        <EmptyState title="还没有答复">
          企业和院所在匹配里点「感兴趣」「不合适」或去对接后，这里按名次和因素统计。
        </EmptyState>
      ) : (
        <div className="grid gap-8">
          <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5">
            <BarChart
              title={reportFinding(report)}
              subtitle="按匹配名次，认可与不合适的对数"
              legend={[
                { label: '认可', fill: 'accent' },
                { label: '不合适', fill: 'primary' },
              ]}
              bars={report.byRank.map((row) => ({
                label: rankWords(row.key),
                parts: [
                  { value: row.total - row.counts.declined, fill: 'accent' as const },
                  { value: row.counts.declined, fill: 'primary' as const },
                ],
                text: row.total === 0 ? '' : `${row.total - row.counts.declined} / ${row.total}`,
              }))}
              table={rankTable}
            />
          </section>
          <section>
            <SectionHead look="plain">按名次</SectionHead>
            {rankTable}
          </section>
          <section>
            <SectionHead look="plain" note="认可比例差得多的因素，才值得多给权重">
              按因素
            </SectionHead>
            <Table
              caption="按因素"
              columns={columns('因素', factorWords)}
              rows={report.byFactor.flatMap(({ factor, rows }) =>
                rows.filter((row) => row.total > 0).map((row) => ({ ...row, key: `${factor} ${row.key}` })),
              )}
              rowKey={(row) => row.key}
            />
          </section>
          {report.reasons.length > 0 && (
            <section>
              <SectionHead look="plain">为什么不合适</SectionHead>
              <Table
                caption="不合适的原因"
                keepOnPhone
                columns={[
                  { key: 'reason', head: '原因', cell: reasonCell },
                  { key: 'n', head: '对数', align: 'right', cell: (row) => row.n },
                ]}
                rows={report.reasons}
                rowKey={(row) => row.reason}
              />
            </section>
          )}
        </div>
      )}
    </>
  );
}

const reasonCell = ({ reason, notes }: MatchReport['reasons'][number]) => (
  <>
    {declineWords(reason)}
    {notes.length > 0 && <span className="block text-sm text-ink-soft">{notes.join('；')}</span>}
  </>
);
