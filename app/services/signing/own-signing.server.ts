import { and, eq } from 'drizzle-orm';
import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { signatures } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { getOwnContract, type OwnContract, requireVerified } from '../contracts/own-contract.server.ts';
import { requirePublished } from '../contracts/require-published.server.ts';

/** Who hands in a scan or sends it back; confirming it binds, and is for who may sign. */
export const mayHandInScan: RoleGate = (actor) => hasRole(actor, 'owner', 'approver', 'officer', 'legal');

/** The own contract, open for signing in the version that the person saw, its publicity over. */
export async function ownSigning(ctx: ActorContext, contractId: string, versionN: number): Promise<OwnContract> {
  const own = await getOwnContract(ctx, contractId);
  requireVerified(ctx);
  if (own.contract.versionN !== versionN) throw new AppError('state_changed');
  await requirePublished(ctx, own.contract);
  if (own.contract.state !== 'signing') throw new AppError('state_changed');
  return own;
}

/** A version is signed on paper or on the page by both: one signature on the page, and the paper stays away. */
export async function refuseMixed(ctx: Pick<Context, 'db'>, contractId: string, versionN: number): Promise<void> {
  const onPage = and(
    eq(signatures.contractId, contractId),
    eq(signatures.versionN, versionN),
    eq(signatures.way, 'page'),
  );
  if ((await ctx.db.$count(signatures, onPage)) === 0) return;
  throw new AppError('invalid', { says: '已有一方在页面上签署了这一版，另一方也要在页面上签。' });
}
