import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { ApprovalStep, ChainScope } from '#app/domain/approval.ts';
import { approvalGates } from '#app/domain/approval-access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { approvalChains } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';

/**
 * The owner writes how the unit approves contracts, of all kinds unless he says of which, from a sum on. A chain for the same is replaced; `steps` empty ends it.
 * Approvals that run keep the steps they began with.
 */
export async function setApprovalChain(
  ctx: ActorContext,
  {
    contractKind = 'all',
    fromFen,
    steps,
  }: { readonly contractKind?: ChainScope; readonly fromFen: Fen; readonly steps: readonly ApprovalStep[] },
): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !approvalGates.setChain(ctx.actor)) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const live = and(
      eq(approvalChains.orgId, org.orgId),
      eq(approvalChains.contractKind, contractKind),
      eq(approvalChains.fromFen, fromFen),
      isNull(approvalChains.endedAt),
    );
    const ended = await tx.db.update(approvalChains).set({ endedAt: tx.now() }).where(live).returning();
    if (ended.length === 0 && steps.length === 0) throw new AppError('state_changed');
    const id = v7();
    if (steps.length > 0) {
      const [made] = await tx.db
        .insert(approvalChains)
        .values({ id, orgId: org.orgId, contractKind, fromFen, steps: [...steps], createdBy: tx.actor.userId })
        .onConflictDoNothing()
        .returning();
      if (made === undefined) throw new AppError('conflict');
    }
    const subjectId = ended[0]?.id ?? id;
    await audit(tx, { deed: 'approval_chain.set', subjectType: 'approval_chain', subjectId });
  });
}
