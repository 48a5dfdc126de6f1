import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { receipts } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Receipt } from './claim-bank-transfer.server.ts';

/** A receipt that the actor's organisation pays or is paid; for everybody else there is none. */
export async function getOwnReceipt(ctx: ActorContext, id: string): Promise<Receipt> {
  const orgId = ctx.actor.org?.orgId;
  const [receipt] = await ctx.db.select().from(receipts).where(eq(receipts.id, id));
  if (receipt === undefined || (receipt.payeeOrgId !== orgId && receipt.payerOrgId !== orgId)) {
    throw new AppError('not_found');
  }
  return receipt;
}
