import { and, desc, eq } from 'drizzle-orm';
import { contractRegistrationMachine } from '#app/domain/contract-registration.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { mayRegisterContract } from '#app/domain/registration-access.ts';
import { contractRegistrations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { type Contract, getOwnContract } from '../contracts/own-contract.server.ts';

export type ContractRegistration = typeof contractRegistrations.$inferSelect;

/** The signed contract of which the actor's organisation is the seller: it applies, nobody else. */
export async function getSoldContract(ctx: ActorContext, contractId: string): Promise<Contract> {
  if (!mayRegisterContract(ctx.actor)) throw new AppError('forbidden');
  const { contract, side } = await getOwnContract(ctx, contractId);
  if (side !== 'licensor') throw new AppError('forbidden');
  return contract;
}

/** The newest application of a contract, whatever became of it. */
export async function findRegistration(
  ctx: Pick<Context, 'db'>,
  contractId: string,
): Promise<ContractRegistration | null> {
  const [row] = await ctx.db
    .select()
    .from(contractRegistrations)
    .where(eq(contractRegistrations.contractId, contractId))
    .orderBy(desc(contractRegistrations.createdAt), desc(contractRegistrations.id))
    .limit(1);
  return row ?? null;
}

type RegistrationEvent = 'save' | 'submit' | 'supplement' | 'register' | 'amend' | 'refuse' | 'withdraw' | 'cancel';

/** One step of the application with its trace. What the person did not see any more is state_changed. */
export async function moveContractRegistration(
  tx: In<ActorContext>,
  contractId: string,
  event: RegistrationEvent,
  columns: Omit<Partial<typeof contractRegistrations.$inferInsert>, 'id' | 'state'> = {},
): Promise<ContractRegistration> {
  const seen = await findRegistration(tx, contractId);
  const step = seen && transitionOf(contractRegistrationMachine, seen.state, event);
  if (!seen || !step) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(contractRegistrations)
    .set({ ...columns, state: step.to, updatedBy: tx.actor.userId, updatedAt: tx.now() })
    .where(and(eq(contractRegistrations.id, seen.id), eq(contractRegistrations.state, seen.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `contract_registration.${event}`, subjectType: 'contract', subjectId: contractId });
  return row;
}
