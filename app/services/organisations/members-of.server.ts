import { and, asc, eq, isNull } from 'drizzle-orm';
import { memberships, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** The people of the actor's own organisation with their roles, who came first first. */
export const membersOf = (ctx: Pick<ActorContext, 'db' | 'actor'>) =>
  ctx.db
    .select({ userId: users.id, name: users.name, roles: memberships.roles })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, ctx.actor.org?.orgId ?? ''), isNull(memberships.endedAt)))
    .orderBy(asc(memberships.createdAt), asc(memberships.id));
