import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { moneySideOf, type MoneySide } from '#app/domain/receipt-deeds.ts';
import { obligations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Obligation } from './raise-claim.server.ts';

/** A claim on which the actor's organisation stands on this side; for everybody else there is none. */
export async function getOwnClaim(ctx: ActorContext, id: string, side: MoneySide): Promise<Obligation> {
  const [row] = await ctx.db.select().from(obligations).where(eq(obligations.id, id));
  if (row === undefined || moneySideOf(ctx.actor, row) !== side) throw new AppError('not_found');
  return row;
}
