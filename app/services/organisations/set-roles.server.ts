import { and, eq, isNull } from 'drizzle-orm';
import { hasRole, isProofFresh, type MemberRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { memberships } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockOwners, requireOwnerLeft } from './lock-owners.server.ts';

/** The owner gives a colleague other roles; never himself without his own, and one owner always remains. */
export async function setRoles(
  ctx: ActorContext,
  input: { readonly membershipId: string; readonly roles: readonly MemberRole[] },
): Promise<void> {
  const { org, userId } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'owner')) throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const roles = [...new Set(input.roles)];
  await inTransaction(ctx, async (tx) => {
    await lockOwners(tx, org.orgId);
    const isMember = and(
      eq(memberships.id, input.membershipId),
      eq(memberships.orgId, org.orgId),
      isNull(memberships.endedAt),
    );
    const [member] = await tx.db
      .update(memberships)
      .set({ roles })
      .where(isMember)
      .returning({ userId: memberships.userId });
    if (member === undefined) throw new AppError('not_found');
    if (member.userId === userId && !roles.includes('owner')) {
      throw new AppError('invalid', { says: '不能取消自己的管理员角色，请先让另一位同事成为管理员。' }, 'roles');
    }
    await requireOwnerLeft(tx, org.orgId);
    await audit(tx, { deed: 'organisation.member', subjectType: 'user', subjectId: member.userId });
  });
}
