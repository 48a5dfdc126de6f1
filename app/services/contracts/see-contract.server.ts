import { and, eq } from 'drizzle-orm';
import { type ContractSide, contractSideOf } from '#app/domain/contract-deeds.ts';
import { dayOf } from '#app/domain/days.ts';
import { mandateReach } from '#app/domain/deal-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts, mandates } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Contract } from './own-contract.server.ts';
import { seesContract } from './sees-contract.server.ts';

/** A contract for somebody who may read it. `side` is null for the broker, who only looks on. */
export interface SeenContract {
  readonly contract: Contract;
  readonly side: ContractSide | null;
}

/** Both parties, as far as each sees its own, and a broker whose mandate runs may read a contract; for everybody else there is none. */
export async function seeContract(ctx: ActorContext, id: string): Promise<SeenContract> {
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, id));
  if (contract === undefined) throw new AppError('not_found');
  if (await seesContract(ctx, contract)) return { contract, side: contractSideOf(ctx.actor, contract) };
  const held = await ctx.db
    .select()
    .from(mandates)
    .where(and(eq(mandates.dealId, contract.dealId), eq(mandates.brokerUserId, ctx.actor.userId)));
  const today = dayOf(ctx.now());
  if (!held.some((mandate) => mandateReach(mandate, today) === 'room')) throw new AppError('not_found');
  return { contract, side: null };
}
