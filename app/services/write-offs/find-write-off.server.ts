import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import { mayProposeWriteOff, writeOffKinds } from '#app/domain/write-off.ts';
import { type obligations, writeOffs } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getWrittenOff } from './write-off-facts.server.ts';

interface OwnClaim extends Pick<typeof obligations.$inferSelect, 'id' | 'kind' | 'dueOn'> {
  readonly outstandingFen: Fen;
}

export interface WriteOffOfClaim {
  readonly writtenOffFen: Fen;
  readonly isProposed: boolean;
  readonly mayPropose: boolean;
}

/** How a claim of the actor's own organisation stands with write-offs; null where there is nothing to say. The payer is never told. */
export async function findWriteOff(ctx: ActorContext, claim: OwnClaim): Promise<WriteOffOfClaim | null> {
  if (!writeOffKinds.includes(claim.kind)) return null;
  const writtenOffFen = await getWrittenOff(ctx, claim.id);
  const waits = and(eq(writeOffs.obligationId, claim.id), eq(writeOffs.state, 'proposed'));
  const isProposed = (await ctx.db.$count(writeOffs, waits)) > 0;
  const isLate = claim.dueOn < dayOf(ctx.now());
  const mayPropose = mayProposeWriteOff(ctx.actor) && isLate && !isProposed && claim.outstandingFen > writtenOffFen;
  return writtenOffFen > 0n || isProposed || mayPropose ? { writtenOffFen, isProposed, mayPropose } : null;
}
