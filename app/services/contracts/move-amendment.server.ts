import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { type AmendmentEvent, amendmentMachine, unsentAmendmentStates } from '#app/domain/amendment-machine.ts';
import type { ContractDeed, ContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import type { SignerAuthority } from '#app/domain/signing-way.ts';
import { nextState, transitionOf } from '#app/domain/machine.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { standingStates } from './declare.server.ts';
import { type Contract, getOwnContract, lockContract, requireDeed } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { requireNoneWaits } from './require-none-waits.server.ts';

export interface AmendmentDeed {
  readonly contractId: string;
  readonly versionN: number;
  readonly reason?: string;
}

/** A deed that binds: by what the person may, null where it was not asked. */
export interface AmendmentSignature extends AmendmentDeed {
  readonly authority?: SignerAuthority | null;
}

/** What people do, each on its side; the rest happens by itself. */
type DeedEvent = Exclude<AmendmentEvent, 'lapse' | 'conclude' | 'openSigning' | 'correct' | 'annul'>;

/** Signing binds the organisation; to refuse or take back is the negotiators' word, and the administrator's. */
const deeds: Readonly<Record<DeedEvent, ContractDeed>> = {
  offer: 'counter',
  agree: 'counter',
  publicise: 'publicise',
  propose: 'sign',
  send: 'sign',
  sign: 'sign',
  refuse: 'counter',
  withdraw: 'counter',
};

/** The gates of a deed on a change: role, party, and the machine's word. What the other side has not sent is not found. */
export async function requireAmendmentDeed(
  ctx: ActorContext,
  { contractId, versionN }: AmendmentDeed,
  event: DeedEvent,
): Promise<{ readonly contract: Contract; readonly side: ContractSide; readonly amendment: Amendment }> {
  if (deeds[event] !== 'counter' || !hasRole(ctx.actor, 'owner')) requireDeed(ctx, deeds[event]);
  const { contract, side } = await getOwnContract(ctx, contractId);
  const [amendment] = await ctx.db
    .select()
    .from(contractAmendments)
    .where(and(eq(contractAmendments.contractId, contract.id), eq(contractAmendments.versionN, versionN)));
  const isSent = !unsentAmendmentStates.some((state) => state === amendment?.state);
  if (amendment === undefined || (amendment.side !== side && !isSent)) throw new AppError('not_found');
  const transition = transitionOf(amendmentMachine, amendment.state, event);
  if (transition === undefined) throw new AppError('state_changed');
  const roles: readonly string[] = [amendment.side === side ? 'proposer' : 'counterparty', side];
  if (!transition.by.some((role) => roles.includes(role))) throw new AppError('forbidden');
  return { contract, side, amendment };
}

/** Locks the contract and takes the change on by `event`, while it still changes what is signed; else state_changed. */
export async function moveAmendment(
  tx: In<Context>,
  { contractId, versionN }: Pick<AmendmentDeed, 'contractId' | 'versionN'>,
  event: Exclude<AmendmentEvent, 'lapse'>,
  columns: Omit<Partial<typeof contractAmendments.$inferInsert>, 'state'>,
): Promise<{ contract: Contract; amendment: Amendment }> {
  const contract = await lockContract(tx, contractId);
  if (!standingStates.includes(contract.state)) throw new AppError('state_changed');
  const isThis = and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.versionN, versionN));
  const [seen] = await tx.db.select().from(contractAmendments).where(isThis);
  const isStale = seen !== undefined && event !== 'withdraw' && seen.baseVersionN !== contract.signedVersionN;
  if (seen === undefined || isStale) throw new AppError('state_changed');
  if (event !== 'withdraw' && event !== 'refuse') await requireNoneWaits(tx, contract);
  const [amendment] = await tx.db
    .update(contractAmendments)
    .set({ ...columns, state: nextState(amendmentMachine, seen.state, event) })
    .where(and(isThis, eq(contractAmendments.state, seen.state)))
    .returning();
  if (amendment === undefined) throw new AppError('state_changed');
  return { contract, amendment };
}
