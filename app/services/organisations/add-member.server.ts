import { eq, sql } from 'drizzle-orm';
import { hasRole, isProofFresh, type MemberRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { memberships, users } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockOwners, requireOwnerLeft } from './lock-owners.server.ts';

/** The owner gives a person, known by his mobile number, roles in the organisation; a second time changes the roles. */
export async function addMember(
  ctx: ActorContext,
  input: { readonly phone: string; readonly roles: readonly MemberRole[] },
): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'owner')) throw new AppError('forbidden');
  // Who makes somebody finance can move money: the same second factor as for the account itself.
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const [person] = await ctx.db.select().from(users).where(eq(users.phoneNumber, input.phone));
  if (person === undefined || !person.phoneNumberVerified) {
    throw new AppError('invalid', { says: '这个手机号还没有登录过成果通，请对方先登录一次。' }, 'phone');
  }
  if (person.id === ctx.actor.userId && !input.roles.includes('owner')) {
    throw new AppError('invalid', { says: '不能取消自己的管理员角色，请先让另一位同事成为管理员。' }, 'roles');
  }
  const roles = [...new Set(input.roles)];
  await inTransaction(ctx, async (tx) => {
    await lockOwners(tx, org.orgId);
    await tx.db
      .insert(memberships)
      .values({ orgId: org.orgId, userId: person.id, roles })
      .onConflictDoUpdate({ target: [memberships.orgId, memberships.userId], set: { roles, endedAt: sql`null` } });
    await requireOwnerLeft(tx, org.orgId);
    await audit(tx, { deed: 'organisation.member', subjectType: 'user', subjectId: person.id });
  });
}
