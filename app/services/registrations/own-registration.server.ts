import { and, desc, eq } from 'drizzle-orm';
import { contractRegistrationMachine } from '#app/domain/contract-registration.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { mayRegisterContract } from '#app/domain/registration-access.ts';
import { contractRegistrations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
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

/**
 * Names the application as a page showed it, null where there was none: what is sent from that page changes nothing once somebody
 * else changed it.
 */
export const registrationMark = (row: ContractRegistration | null): string =>
  row === null ? '' : fingerprint([row.id, row.state, row.data, row.updatedAt]);

/** The newest application, as the person saw it. The contract is locked. */
export async function findSeenRegistration(
  tx: In<ActorContext>,
  contractId: string,
  seen: string,
): Promise<ContractRegistration | null> {
  const row = await findRegistration(tx, contractId);
  if (registrationMark(row) === seen) return row;
  const says = '登记材料刚才由本单位另一个人（或者另一个窗口）改过，这次没有保存。请刷新本页，看过现在的内容再填。';
  throw new AppError('conflict', { says });
}

type RegistrationEvent = 'save' | 'submit' | 'supplement' | 'register' | 'amend' | 'refuse' | 'withdraw' | 'cancel';

/** One step of the application with its trace. What the person did not see any more is a conflict. The contract is locked. */
export async function moveContractRegistration(
  tx: In<ActorContext>,
  { contractId, seen: mark }: { readonly contractId: string; readonly seen: string },
  event: RegistrationEvent,
  columns: Omit<Partial<typeof contractRegistrations.$inferInsert>, 'id' | 'state'> = {},
): Promise<ContractRegistration> {
  const seen = await findSeenRegistration(tx, contractId, mark);
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
