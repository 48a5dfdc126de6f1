import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { creditPage } from '#app/services/credits/credit-page.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** The credits of a contract line by line, as their page lists them to both parties. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, lines } = await creditPage(ctx, rowId(args.params));
    return tableReply(args.request, {
      name: `credits-${contract.no}`,
      sheet: '贷项',
      head: ['日期', '事项', '说明', '产生（元）', '抵减（元）', '转为退还（元）', '余额（元）'],
      rows: lines.map((line) => [
        dayOf(line.at),
        line.what,
        line.note,
        line.raisedFen ?? '',
        line.setOffFen ?? '',
        line.returningFen ?? '',
        line.leftFen,
      ]),
    });
  });
}
