import { and, arrayOverlaps, asc, eq, isNull } from 'drizzle-orm';
import type { MemberRole } from '#app/domain/access.ts';
import type { AchievementState } from '#app/domain/achievement.ts';
import { memberships, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Who does each step of a unit's own review, in their order. */
const stepsOf = { unit_review: ['secrecy', 'approver'], office_review: ['approver'] } as const satisfies Partial<
  Record<AchievementState, readonly MemberRole[]>
>;

/** The steps that a record under its unit's review still passes, each with the people who may do it, by name; none otherwise. */
export async function whoReviews(
  ctx: ActorContext,
  row: { readonly orgId: string; readonly state: AchievementState },
): Promise<{ readonly role: MemberRole; readonly names: readonly string[] }[]> {
  const roles: readonly MemberRole[] =
    row.state === 'unit_review' || row.state === 'office_review' ? stepsOf[row.state] : [];
  if (roles.length === 0) return [];
  const people = await ctx.db
    .select({ name: users.name, roles: memberships.roles })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.orgId, row.orgId), isNull(memberships.endedAt), arrayOverlaps(memberships.roles, [...roles])),
    )
    .orderBy(asc(users.name), asc(users.id));
  return roles.map((role) => ({
    role,
    names: people.filter((one) => one.roles.includes(role)).map(({ name }) => name),
  }));
}
