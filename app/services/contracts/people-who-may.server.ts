import { and, arrayOverlaps, asc, eq, isNull } from 'drizzle-orm';
import { type ContractDeed, contractDeedRoles } from '#app/domain/contract-deeds.ts';
import { memberships, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Who of the actor's own unit may do a deed. */
export const peopleWhoMay = (
  ctx: ActorContext,
  deed: ContractDeed,
): Promise<{ readonly id: string; readonly name: string }[]> =>
  ctx.db
    .selectDistinct({ name: users.name, id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.orgId, ctx.actor.org?.orgId ?? ''),
        isNull(memberships.endedAt),
        arrayOverlaps(memberships.roles, [...contractDeedRoles[deed]]),
      ),
    )
    .orderBy(asc(users.id));
