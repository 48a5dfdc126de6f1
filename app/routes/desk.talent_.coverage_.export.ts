import type { LoaderFunctionArgs } from '@remix-run/node';
import { codeLabel } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { listCoverage } from '#app/services/key-units/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { coverWords } from '#app/ui/talent/cover-words.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** The coverage of the region's key units as a table. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [rows, lists] = await Promise.all([listCoverage(ctx), codeLists(ctx)]);
    return tableReply(args.request, {
      name: `coverage-${dayOf(ctx.now())}`,
      sheet: '覆盖',
      head: ['单位', '地区', '列入理由', '是否覆盖', '技术经纪人', '科技特派员和专员'],
      rows: rows.map((row) => [
        row.name,
        codeLabel(lists, 'region', row.regionCode),
        row.reason,
        row.by.length > 0 ? '是' : '否',
        row.by.map(coverWords).join('、'),
        row.specialists.join('、'),
      ]),
    });
  });
}
