import { dayOf } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import { mayProposeWriteOff, writeOffFault } from '#app/domain/write-off.ts';
import type { ActorContext } from '../context.server.ts';
import { getWriteOffClaim } from './write-off-facts.server.ts';

export interface WriteOffOfClaim {
  readonly writtenOffFen: Fen;
  readonly isProposed: boolean;
  readonly mayPropose: boolean;
}

/** How a claim of the actor's own organisation stands with write-offs; null where there is nothing to say. The payer is never told. */
export async function findWriteOff(
  ctx: ActorContext,
  { id }: { readonly id: string },
): Promise<WriteOffOfClaim | null> {
  const claim = await getWriteOffClaim(ctx, id);
  const fault = writeOffFault(claim, dayOf(ctx.now()));
  if (fault === 'kind') return null;
  const { writtenOffFen, isWaiting: isProposed } = claim;
  const mayPropose = fault === null && mayProposeWriteOff(ctx.actor);
  return writtenOffFen > 0n || isProposed || mayPropose ? { writtenOffFen, isProposed, mayPropose } : null;
}
