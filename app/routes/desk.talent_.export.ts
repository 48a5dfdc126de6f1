import type { LoaderFunctionArgs } from '@remix-run/node';
import { brokerMachine } from '#app/domain/broker.ts';
import { dayOf } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { listRegistry } from '#app/services/brokers/registry-queries.server.ts';
import { brokerLevels } from '#app/ui/broker-levels.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** The registry of the region as a table. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { rows } = await listRegistry(ctx, { state: null });
    return tableReply(args.request, {
      name: `brokers-${dayOf(ctx.now())}`,
      sheet: '技术经纪人',
      head: ['姓名', '单位', '等级', '证书编号', '发证机构', '发证日期', '有效至', '专兼职', '服务单位数', '状态'],
      rows: rows.map((row) => [
        row.name,
        row.orgName,
        brokerLevels[row.level],
        row.certificateNo,
        row.issuer,
        row.certificateOn ?? '',
        row.certificateUntilOn ?? '长期',
        row.isFullTime ? '专职' : '兼职',
        String(row.served),
        labelOf(brokerMachine, row.state),
      ]),
    });
  });
}
