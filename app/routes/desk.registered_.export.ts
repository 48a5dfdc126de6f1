import type { LoaderFunctionArgs } from '@remix-run/node';
import { codeLabel } from '#app/domain/code-list.ts';
import { registrationKindLabels } from '#app/domain/registration-kind.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { registeredFigures } from '#app/services/registrations/registered-figures.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** Registered sums of a year, or of all, as a table. Signed and received sums are no part of it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [{ registered }, lists] = await Promise.all([registeredFigures(ctx), codeLists(ctx)]);
    const asked = new URL(args.request.url).searchParams.get('year') ?? '';
    const year = /^\d{4}$/.test(asked) ? asked : '';
    return tableReply(args.request, {
      name: `registered${year && `-${year}`}`,
      sheet: '合同登记',
      head: ['季度', '地区', '合同类别', '已登记份数', '登记成交额（元）', '登记技术交易额（元）'],
      rows: registered
        .filter(({ quarter }) => quarter.startsWith(year))
        .map((row) => [
          row.quarter,
          codeLabel(lists, 'region', row.regionCode),
          registrationKindLabels[row.kind],
          String(row.count),
          row.dealFen,
          row.technicalFen,
        ]),
    });
  });
}
