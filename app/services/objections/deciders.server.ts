import { and, arrayOverlaps, eq, inArray, isNull } from 'drizzle-orm';
import { contractDeedRoles } from '#app/domain/contract-deeds.ts';
import { mayReview } from '#app/domain/objection-days.ts';
import { memberships, objections } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * Who of the unit may decide each of these objections to an agreed price: whoever decides there, but not who objected and, of a review,
 * not who decided first. An empty list: the unit has nobody yet.
 */
export async function decidersOf(
  { db }: Pick<Context, 'db'>,
  orgId: string,
  objectionIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (objectionIds.length === 0) return new Map();
  const asked = await db
    .select({ id: objections.id, filedBy: objections.filedBy, decidedBy: objections.decidedBy })
    .from(objections)
    .where(inArray(objections.id, [...objectionIds]));
  if (asked.length === 0) return new Map();
  const roles = [...contractDeedRoles.decide];
  const people = await db
    .selectDistinct({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.orgId, orgId), isNull(memberships.endedAt), arrayOverlaps(memberships.roles, roles)));
  return new Map(
    asked.map((one) => [one.id, people.map(({ userId }) => userId).filter((userId) => mayReview(one, userId))]),
  );
}
