import { and, eq } from 'drizzle-orm';
import {
  type ContractDeed,
  contractRoles,
  type ContractSide,
  contractSideOf,
  mayDo,
} from '#app/domain/contract-deeds.ts';
import { type ContractEvent, contractMachine } from '#app/domain/contract-machine.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState, transitionOf } from '#app/domain/machine.ts';
import { contracts, contractVersions } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { seesContract } from './sees-contract.server.ts';
import { requireSeenVersion } from './require-seen-version.server.ts';
import { takeDueAmendment } from './take-amendment-effect.server.ts';

export type Contract = typeof contracts.$inferSelect;
export type ContractVersion = typeof contractVersions.$inferSelect;

export interface OwnContract {
  readonly contract: Contract;
  readonly side: ContractSide;
}

/** First gate of every deed: the role, before anything is read. */
export function requireDeed(ctx: ActorContext, deed: ContractDeed): void {
  if (!mayDo(ctx.actor, deed)) throw new AppError('forbidden');
}

/** Nobody binds an organisation, or tries to, before its papers were checked. */
export function requireVerified(ctx: ActorContext): void {
  if (ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
}

/** A contract that the actor sees for his organisation; for everybody else there is none. */
export async function getOwnContract(ctx: ActorContext, id: string): Promise<OwnContract> {
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, id));
  const side = contract === undefined ? null : contractSideOf(ctx.actor, contract);
  if (contract === undefined || side === null || !(await seesContract(ctx, contract))) throw new AppError('not_found');
  return { contract, side };
}

/** The machine's word: an event the state does not know is state_changed, one of the other side is forbidden. */
export function requireEvent({ contract, side }: OwnContract, event: ContractEvent): void {
  const transition = transitionOf(contractMachine, contract.state, event);
  if (transition === undefined) throw new AppError('state_changed');
  const roles: readonly string[] = contractRoles(contract.proposedBySide, side);
  if (!transition.by.some((role) => roles.includes(role))) throw new AppError('forbidden');
}

/** Locks the contract, first in the house's order, and reads it as it stands now: by the version of a change whose day has come. */
export async function lockContract(tx: In<Context>, id: string): Promise<Contract> {
  const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, id)).for('update');
  if (contract === undefined) throw new AppError('not_found');
  return takeDueAmendment(tx, contract);
}

/** Locks the contract and lets its machine take it on by `event`, in the version the person saw; else state_changed. */
export async function moveContract(
  tx: In<Context>,
  { id, versionN }: { readonly id: string; readonly versionN: number },
  event: ContractEvent,
  columns: Omit<Partial<typeof contracts.$inferInsert>, 'state'> = {},
): Promise<Contract> {
  const locked = await lockContract(tx, id);
  await requireSeenVersion(tx, locked, versionN);
  const [row] = await tx.db
    .update(contracts)
    .set({ ...columns, state: nextState(contractMachine, locked.state, event), updatedAt: tx.now() })
    .where(and(eq(contracts.id, id), eq(contracts.state, locked.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  return row;
}

export async function getVersion(ctx: Pick<Context, 'db'>, contractId: string, n: number): Promise<ContractVersion> {
  const [version] = await ctx.db
    .select()
    .from(contractVersions)
    .where(and(eq(contractVersions.contractId, contractId), eq(contractVersions.n, n)));
  if (version === undefined) throw new AppError('not_found');
  return version;
}
