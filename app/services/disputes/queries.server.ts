import { desc, eq } from 'drizzle-orm';
import { cardDisputes } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';

/** Disputes of a receipt, the newest first, as its payer and payee see them. */
export async function listDisputes(ctx: ActorContext, receiptId: string) {
  moneyOrgOf(ctx);
  await getOwnReceipt(ctx, receiptId);
  return ctx.db
    .select({
      id: cardDisputes.id,
      state: cardDisputes.state,
      amountFen: cardDisputes.amountFen,
      reason: cardDisputes.reason,
      openedAt: cardDisputes.openedAt,
      evidenceBy: cardDisputes.evidenceBy,
    })
    .from(cardDisputes)
    .where(eq(cardDisputes.receiptId, receiptId))
    .orderBy(desc(cardDisputes.openedAt));
}
