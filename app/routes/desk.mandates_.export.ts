import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayOf } from '#app/domain/days.ts';
import { listCommission, listOwnMandates } from '#app/services/brokers/mandate-queries.server.ts';
import { commissionWords } from '#app/ui/brokers/commission-words.ts';
import { feeWords } from '#app/ui/brokers/fee-words.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** A broker's commission statement, a line for each receipt. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const lines = await listCommission(ctx, await listOwnMandates(ctx));
    return tableReply(args.request, {
      name: `commission-${dayOf(ctx.now())}`,
      sheet: '佣金对账单',
      head: ['合同', '合同名称', '委托方', '到账日', '收款单', '到账金额（元）', '约定', '应计佣金（元）', '状态'],
      rows: lines.map((line) => [
        line.contractNo,
        line.contractTitle,
        line.clientName,
        line.paidOn,
        line.receiptNo,
        line.cashFen,
        feeWords(line),
        line.dueFen,
        commissionWords(line),
      ]),
    });
  });
}
