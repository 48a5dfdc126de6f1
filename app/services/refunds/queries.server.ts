import { desc, eq } from 'drizzle-orm';
import { refundDeeds } from '#app/domain/receipt-deeds.ts';
import { files, refunds } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';

/** What of a receipt went back or is on its way back, the newest first, as its payer and payee see it. */
export async function listRefunds(ctx: ActorContext, receiptId: string) {
  moneyOrgOf(ctx);
  await getOwnReceipt(ctx, receiptId);
  const rows = await ctx.db
    .select({ refund: refunds, voucher: { id: files.id, name: files.name } })
    .from(refunds)
    .leftJoin(files, eq(files.id, refunds.voucherFileId))
    .where(eq(refunds.receiptId, receiptId))
    .orderBy(desc(refunds.createdAt));
  return rows.map(({ refund, voucher }) => ({ ...refund, voucher, deeds: refundDeeds(ctx.actor, refund) }));
}
