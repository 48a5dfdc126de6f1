import { and, eq } from 'drizzle-orm';
import { hasPlatformRole, isProofFresh, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { payeeAccounts } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { PayeeAccountRow } from './move-payee-account.server.ts';

/** The gate of every deed with an account of one's own: the role, a verified organisation, and a fresh second factor. */
export function requireAccountKeeper(ctx: ActorContext, may: RoleGate): string {
  const { org } = ctx.actor;
  if (org === null || !may(ctx.actor)) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return org.orgId;
}

/** An account of the actor's organisation, locked; for everybody else there is none. */
export async function lockOwnAccount(tx: In<ActorContext>, id: string): Promise<PayeeAccountRow> {
  const isOwn = and(eq(payeeAccounts.id, id), eq(payeeAccounts.orgId, tx.actor.org?.orgId ?? ''));
  const [row] = await tx.db.select().from(payeeAccounts).where(isOwn).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** An account that the operator's reviewer looks at; nobody reviews the account of the organisation he belongs to. */
export async function lockReviewedAccount(tx: In<ActorContext>, id: string): Promise<PayeeAccountRow> {
  const [row] = await tx.db.select().from(payeeAccounts).where(eq(payeeAccounts.id, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  if (row.orgId === tx.actor.org?.orgId) throw new AppError('forbidden');
  return row;
}

/** The gate of the operator's deeds: a reviewer with a fresh second factor. */
export function requireAccountReviewer(ctx: ActorContext): void {
  if (!hasPlatformRole(ctx.actor, 'reviewer')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
}
