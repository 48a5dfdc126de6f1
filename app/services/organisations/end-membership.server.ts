import { and, eq, isNull, ne } from 'drizzle-orm';
import { hasRole, isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { memberships } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockOwners, requireOwnerLeft } from './lock-owners.server.ts';

/** The owner takes a colleague out of the organisation; never himself, and one owner always remains. */
export async function endMembership(ctx: ActorContext, membershipId: string): Promise<void> {
  const { org, userId } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'owner')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    await lockOwners(tx, org.orgId);
    const [ended] = await tx.db
      .update(memberships)
      .set({ endedAt: tx.now() })
      .where(
        and(
          eq(memberships.id, membershipId),
          eq(memberships.orgId, org.orgId),
          ne(memberships.userId, userId),
          isNull(memberships.endedAt),
        ),
      )
      .returning({ userId: memberships.userId });
    if (ended === undefined) throw new AppError('not_found');
    await requireOwnerLeft(tx, org.orgId);
    await audit(tx, { deed: 'organisation.end-membership', subjectType: 'user', subjectId: ended.userId });
  });
}
