import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type MoneyDeed, mayDoMoney, moneySideOf, refundDeeds } from '#app/domain/receipt-deeds.ts';
import { refundMachine, refundStatesUnderWay } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Refund } from './move-refund.server.ts';

/** A refund on which the actor may do this deed now; foreign is not found, another side or role is forbidden. */
export async function getRefundFor(ctx: ActorContext, id: string, deed: MoneyDeed): Promise<Refund> {
  if (!mayDoMoney(ctx.actor, deed)) throw new AppError('forbidden');
  const [row] = await ctx.db.select().from(refunds).where(eq(refunds.id, id));
  if (row === undefined || moneySideOf(ctx.actor, row) === null) throw new AppError('not_found');
  const isOver = !refundStatesUnderWay.includes(row.state);
  if (isOver || (deed === 'approveRefund' && row.state !== refundMachine.initial)) throw new AppError('state_changed');
  if (!refundDeeds(ctx.actor, row).includes(deed)) throw new AppError('forbidden');
  return row;
}
