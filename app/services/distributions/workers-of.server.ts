import { and, eq, inArray, isNull } from 'drizzle-orm';
import { memberships, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * The people named for work that stands alone, each with his account where exactly one member of the unit has that name: he answers
 * himself. Of others, and where two have one name, the signed list answers.
 */
export async function workersOf<Named extends { readonly name: string }>(
  ctx: Pick<Context, 'db'>,
  orgId: string,
  named: readonly Named[],
): Promise<(Named & { readonly userId: string | null })[]> {
  const names = named.map(({ name }) => name);
  const members = await ctx.db
    .select({ userId: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), isNull(memberships.endedAt), inArray(users.name, names)));
  return named.map((person) => {
    const [only, ...more] = members.filter(({ name }) => name === person.name);
    return { ...person, userId: only !== undefined && more.length === 0 ? only.userId : null };
  });
}
