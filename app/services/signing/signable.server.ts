import { and, eq } from 'drizzle-orm';
import { openAmendmentStates, signableAmendmentStates, unsentAmendmentStates } from '#app/domain/amendment-machine.ts';
import { type ContractSide, orgOnSide } from '#app/domain/contract-deeds.ts';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { GrantCure } from '#app/domain/grant-conflicts.ts';
import type { SigningWay } from '#app/domain/signing-way.ts';
import { contractAmendments } from '#db/schema/index.ts';
import { requireApproved } from '../approvals/require-approved.server.ts';
import { requireOwners } from '../co-owners/owners-to-ask.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { standingStates } from '../contracts/declare.server.ts';
import { requireChangePublished } from '../contracts/change-published.server.ts';
import { type Contract, getOwnContract, lockContract, requireVerified } from '../contracts/own-contract.server.ts';
import type { Amendment } from '../contracts/prepare-amendment.server.ts';
import { requirePublished } from '../contracts/require-published.server.ts';
import { requirePriority } from '../priorities/priority-inquiry.server.ts';
import { requireVersionFree } from '../contracts/require-version-free.server.ts';
import { signingFault } from '../contracts/signing-fault.server.ts';
import { refuseBesideTrade } from '../trades/refuse-beside-trade.server.ts';
import { refuseOtherWays } from './refuse-other-ways.server.ts';

/** What both sides sign: the version in which a contract stands or, once it is signed, one that changes it. */
export interface Signable {
  readonly contract: Contract;
  readonly versionN: number;
  /** Null: the contract itself. */
  readonly amendment: Amendment | null;
}

export interface OwnSignable extends Signable {
  readonly side: ContractSide;
}

/** A version of a contract, with the change that it is, if it is one. */
export async function signableOf(ctx: Pick<Context, 'db'>, contract: Contract, versionN: number): Promise<Signable> {
  const isThis = and(eq(contractAmendments.contractId, contract.id), eq(contractAmendments.versionN, versionN));
  const [amendment = null] = await ctx.db.select().from(contractAmendments).where(isThis);
  return { contract, versionN, amendment };
}

/** Whether the version stands open for signing: it is the contract's last, or a change of what is signed now that nobody ended. */
export const isSignable = ({ contract, versionN, amendment }: Signable): boolean =>
  amendment === null
    ? contract.state === 'signing' && contract.versionN === versionN
    : signableAmendmentStates.includes(amendment.state) &&
      standingStates.includes(contract.state) &&
      contract.signedVersionN === amendment.baseVersionN;

/** The actor's own contract in one of its versions, open or not. What the other side has not sent is not found. */
export async function ownVersion(ctx: ActorContext, contractId: string, versionN: number): Promise<OwnSignable> {
  const { contract, side } = await getOwnContract(ctx, contractId);
  requireVerified(ctx);
  const own = { ...(await signableOf(ctx, contract, versionN)), side };
  const isUnsent = unsentAmendmentStates.some((state) => state === own.amendment?.state);
  if (isUnsent && own.amendment?.side !== side) throw new AppError('not_found');
  return own;
}

/** The same in a version that is open for signing; else why not. `signedOn`: when it was sealed, where that was before today. */
export async function ownOpenVersion(
  ctx: ActorContext,
  contractId: string,
  versionN: number,
  signedOn?: Day,
): Promise<OwnSignable> {
  const own = await ownVersion(ctx, contractId, versionN);
  await requireOpen(ctx, own, signedOn);
  return own;
}

/** What is particular to a way of signing. */
interface SigningTerms {
  /** What may be missing of a change that is only sent. */
  readonly awaited?: readonly GrantCure[];
  /** The day of the seal on paper, by which a change is judged; today unless said. */
  readonly signedOn?: Day;
}

/** The same under the contract's lock, all gates asked again; that nobody sells in public what it gives away, or has begun to sign it another way. */
export async function lockOpenVersion(
  tx: In<Context>,
  { contract: { id }, versionN }: Pick<OwnSignable, 'contract' | 'versionN'>,
  way: SigningWay,
  { awaited = [], signedOn }: SigningTerms = {},
): Promise<Signable> {
  const now = await signableOf(tx, await lockContract(tx, id), versionN);
  await requireOpen(tx, now, signedOn);
  await refuseBesideTrade(tx, { contract: now.contract, versionN, baseVersionN: now.amendment?.baseVersionN ?? null });
  await refuseOtherWays(tx, now, way);
  await requireVersionFree(tx, now, awaited);
  return now;
}

/** Open for signing, and approved by the actor's own unit: before a side binds itself. */
export async function ownSignable(
  ctx: ActorContext,
  contractId: string,
  versionN: number,
  signedOn?: Day,
): Promise<OwnSignable> {
  const own = await ownOpenVersion(ctx, contractId, versionN, signedOn);
  await requireApproval(ctx, own);
  return own;
}

/** The gates of every way of signing under the contract's lock. */
export async function lockSignable(
  tx: In<Context>,
  own: Pick<OwnSignable, 'contract' | 'versionN' | 'side'>,
  way: SigningWay,
  terms: SigningTerms = {},
): Promise<Signable> {
  const now = await lockOpenVersion(tx, own, way, terms);
  await requireApproval(tx, { ...now, side: own.side });
  return now;
}

const requireApproval = (
  ctx: Pick<Context, 'db'>,
  { contract, versionN, side }: Pick<OwnSignable, 'contract' | 'versionN' | 'side'>,
): Promise<void> => requireApproved(ctx, { id: contract.id, versionN }, orgOnSide(contract, side));

async function requireOpen(
  ctx: Pick<Context, 'db' | 'now'>,
  subject: Signable,
  signedOn: Day | undefined,
): Promise<void> {
  const { contract, versionN, amendment } = subject;
  if (amendment === null) {
    if (contract.versionN !== versionN) throw new AppError('state_changed');
    await requirePublished(ctx, contract);
    await requirePriority(ctx, contract);
  }
  if (amendment !== null && openAmendmentStates.includes(amendment.state)) {
    await requireChangePublished(ctx, contract, amendment);
  }
  if (!isSignable(subject)) throw new AppError('state_changed');
  // A change that the licensee still prepares is hidden from the owners' side: they are asked once it lies before both.
  if (amendment?.state !== 'prepared' || amendment.side === 'licensor') await requireOwners(ctx, contract, versionN);
  if (amendment === null) return;
  const fault = await signingFault(ctx, amendment, signedOn);
  if (fault !== null) throw new AppError('terms_invalid', { says: fault.says });
}
