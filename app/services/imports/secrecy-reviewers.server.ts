import { and, arrayOverlaps, asc, eq, isNull } from 'drizzle-orm';
import { memberships, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Who does the secrecy review of a unit, by name. */
export const secrecyReviewers = ({ db }: Pick<Context, 'db'>, orgId: string) =>
  db
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.orgId, orgId), isNull(memberships.endedAt), arrayOverlaps(memberships.roles, ['secrecy'])),
    )
    .orderBy(asc(users.name), asc(users.id));
