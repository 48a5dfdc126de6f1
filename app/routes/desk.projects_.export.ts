import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { dutyLabels, dutyMachine } from '#app/domain/project-duty.ts';
import { allDuties, dutyTabs } from '#app/services/projects/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { isCutShort, mostExported, tableReply } from '#app/web/table-reply.server.ts';

const head = [
  '项目编号',
  '项目名称',
  '承担单位',
  '验收日期',
  '经费（元）',
  '义务',
  '期限',
  '天数',
  '状态',
  '成果编号',
  '申请免除的理由',
  '答复',
  '催办日期',
];

/** The duties of a tab as a table, for whoever reads the list. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const tab = dutyTabs.find((word) => word === params.get('tab')) ?? 'all';
    const words = (params.get('q') ?? '').trim().slice(0, 60);
    const rows = await allDuties(ctx, { tab, words }, mostExported);
    return tableReply(args.request, {
      name: `project-duties-${tab}-${dayOf(ctx.now())}`,
      sheet: '省级项目义务',
      head,
      rows: rows.map((row) => [
        row.projectNo,
        row.name,
        row.unitName,
        row.acceptedOn,
        row.fundingFen ?? '',
        dutyLabels[row.kind],
        row.dueOn,
        row.days ?? '',
        labelOf(dutyMachine, row.state),
        row.achievementNos.join('、'),
        row.reason ?? '',
        row.decision ?? '',
        row.dunnedOn ?? '',
      ]),
      isCut: isCutShort(rows),
    });
  });
}
