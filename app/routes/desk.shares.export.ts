import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { ownShareWords } from '#app/domain/own-share.ts';
import { listOwnShares } from '#app/services/distributions/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { isCutShort, mostExported, tableReply } from '#app/web/table-reply.server.ts';

/** The reader's own shares, all of them. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const shares = await listOwnShares(ctx, mostExported);
    return tableReply(args.request, {
      name: `shares-${dayOf(ctx.now())}`,
      sheet: '我的份额',
      head: ['合同', '合同名称', '收款单', '金额（元）', '发放日', '状态'],
      isCut: isCutShort(shares),
      rows: shares.map((share) => [
        share.contractNo,
        share.contractTitle,
        share.receiptNo,
        share.amountFen,
        share.paidOn ?? '',
        ownShareWords(share),
      ]),
    });
  });
}
