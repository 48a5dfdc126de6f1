import { and, eq } from 'drizzle-orm';
import { hasRole, isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { payeeAccounts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';

export interface PayeeAccount {
  readonly accountName: string;
  readonly bankName: string;
  readonly accountNo: string;
}

/** Where payers send bank transfers. Changing it is how money gets stolen: finance only, with a fresh second factor. */
export async function setPayeeAccount(ctx: ActorContext, input: PayeeAccount): Promise<void> {
  const { org, userId } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'finance')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const isActive = and(eq(payeeAccounts.orgId, org.orgId), eq(payeeAccounts.state, 'active'));
  await inTransaction(ctx, async (tx) => {
    await tx.db.update(payeeAccounts).set({ state: 'replaced', endedAt: tx.now() }).where(isActive);
    const entered = { proposedBy: userId, proposedAt: tx.now(), activeFrom: tx.now() };
    await tx.db.insert(payeeAccounts).values({ ...input, ...entered, orgId: org.orgId, state: 'active' });
    await audit(tx, { deed: 'organisation.payee-account', subjectType: 'organisation', subjectId: org.orgId });
  });
}
