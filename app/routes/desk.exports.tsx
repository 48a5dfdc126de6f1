import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { queryOf, readAchievementSearch } from '#app/domain/achievement-search.ts';
import { dayOf, formatInstant } from '#app/domain/days.ts';
import { aggregationWarning, exportApplicationMachine, freeExportRows } from '#app/domain/export-application.ts';
import { ApplyForExport, ApproveExport, RefuseExport, RevokeExport, WithdrawExport } from '#app/domain/export-input.ts';
import { labelOf } from '#app/domain/machine.ts';
import { filtersOn } from '#app/domain/search-facets.ts';
import { applyForExport, mayApplyForExport } from '#app/services/exports/apply-for-export.server.ts';
import { decideExportApplication, mayDecideExport } from '#app/services/exports/decide-export-application.server.ts';
import { countOthers } from '#app/services/exports/count-others.server.ts';
import { freeRowsLeft } from '#app/services/exports/export-limit.server.ts';
import { gatheredRecords, gatheredSince, recordsToTake } from '#app/services/exports/gathered-records.server.ts';
import { listApplicationsToDecide, listOwnApplications, listOwnExports } from '#app/services/exports/queries.server.ts';
import { withdrawExportApplication } from '#app/services/exports/withdraw-export-application.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { ExportApplications, ExportsToDecide } from '#app/ui/exports/export-applications.tsx';
import { ExportForm } from '#app/ui/exports/export-form.tsx';
import { ExportLog } from '#app/ui/exports/export-log.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '数据导出 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const query = queryOf(new URL(args.request.url).search);
    const lists = await codeLists(ctx);
    const words = (of: string): string => {
      const search = readAchievementSearch(new URLSearchParams(of));
      const filters = filtersOn('achievement', search, lists).map(({ label }) => label);
      return [...(search.words === '' ? [] : [`“${search.words}”`]), ...filters].join('，') || '全部公开成果';
    };
    const search = readAchievementSearch(new URLSearchParams(query));
    const left = await freeRowsLeft(ctx);
    const [found, gathered, own, waiting, log] = await Promise.all([
      countOthers(ctx, search),
      // Judged by what may leave now, as the file is.
      recordsToTake(ctx, search, left).then((records) => gatheredSince(ctx, records)),
      listOwnApplications(ctx),
      listApplicationsToDecide(ctx),
      listOwnExports(ctx),
    ]);
    const shown = <Row extends { query: string; createdAt: Date; state: (typeof own)[number]['state'] }>(row: Row) => ({
      ...row,
      words: words(row.query),
      createdOn: dayOf(row.createdAt),
      label: labelOf(exportApplicationMachine, row.state),
    });
    return {
      key: randomUUID(),
      query,
      words: words(query),
      found: found.others,
      ownFound: found.own,
      gathered,
      left,
      today: dayOf(ctx.now()),
      mayApply: mayApplyForExport(ctx.actor) && ctx.actor.org?.verified === true,
      own: own.map(shown),
      waiting: await Promise.all(
        waiting.map(async (row) => ({
          ...shown(row),
          gathered:
            row.state === 'asked'
              ? await gatheredRecords(ctx, readAchievementSearch(new URLSearchParams(row.query)), row.rows)
              : [],
        })),
      ),
      log: log.map((row) => ({
        ...row,
        words: row.scope === 'own' ? '本单位的成果' : words(row.query),
        at: formatInstant(row.at),
      })),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/exports');
  return handleForm(args, {
    apply: deed(ApplyForExport, mayApplyForExport, async (ctx, input) => {
      await applyForExport(ctx, input);
      return here;
    }),
    withdraw: deed(WithdrawExport, mayApplyForExport, async (ctx, input) => {
      await withdrawExportApplication(ctx, input);
      return here;
    }),
    approve: deed(ApproveExport, mayDecideExport, async (ctx, input) => {
      await decideExportApplication(ctx, { ...input, event: 'approve' });
      return here;
    }),
    refuse: deed(RefuseExport, mayDecideExport, async (ctx, input) => {
      await decideExportApplication(ctx, { ...input, event: 'refuse' });
      return here;
    }),
    revoke: deed(RevokeExport, mayDecideExport, async (ctx, input) => {
      await decideExportApplication(ctx, { ...input, event: 'revoke' });
      return here;
    }),
  });
};

export default function Exports() {
  const { own, waiting, log, left, key, today, ...form } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle meta={`别的单位公开的成果，每人 24 小时内可导出 ${freeExportRows} 条，现在还可导出 ${left} 条。`}>
        数据导出
      </PageTitle>
      <Notice kind="attention">{aggregationWarning}</Notice>
      {waiting.length > 0 && <ExportsToDecide rows={waiting} reply={reply} />}
      <ExportForm {...form} replayKey={key} left={left} reply={reply} />
      {own.length > 0 && <ExportApplications rows={own} today={today} mayWithdraw={form.mayApply} />}
      <ExportLog rows={log} />
    </>
  );
}
