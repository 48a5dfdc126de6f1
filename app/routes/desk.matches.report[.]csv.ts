import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { declineWords } from '#app/domain/match-answer.ts';
import { reportOf, type ReportRow } from '#app/domain/match-report.ts';
import { matchLevelLabels } from '#app/domain/matching.ts';
import { listAnsweredPairs } from '#app/services/matches/report-queries.server.ts';
import { rankWords, verdictWords } from '#app/ui/match-report-words.ts';
import { factorNames } from '#app/ui/match-words.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { csvResponse } from '#app/web/csv.server.ts';
import { page } from '#app/web/respond.server.ts';

const line = (group: string, label: string, { counts, total, acceptedPpm }: ReportRow): string[] => [
  group,
  label,
  String(counts.interested),
  String(counts.contacted),
  String(counts.contracted),
  String(counts.declined),
  String(total),
  acceptedPpm === null ? '' : (acceptedPpm / 10_000).toFixed(1),
];

/** The report as a sheet: one line for each place, level, factor and reason. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const report = reportOf(await listAnsweredPairs(ctx));
    return csvResponse(`matches-${dayOf(ctx.now())}.csv`, [
      ['分组', '值', '感兴趣', '已联系', '已签约', '不合适', '合计', '认可比例（%）'],
      line('全部', '', report.all),
      ...report.byRank.map((row) => line('名次', rankWords(row.key), row)),
      ...report.byLevel.map((row) => line('程度', matchLevelLabels[row.key], row)),
      ...report.byFactor.flatMap(({ factor, rows }) =>
        rows.map((row) => line(factorNames[factor], verdictWords(row.key), row)),
      ),
      ...report.reasons.map(({ reason, n, notes }) => [
        '不合适的原因',
        declineWords(reason, notes.join('；')),
        '',
        '',
        '',
        String(n),
        String(n),
        '',
      ]),
    ]);
  });
}
