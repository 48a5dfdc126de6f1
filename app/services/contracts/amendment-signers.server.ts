import { and, arrayOverlaps, asc, eq, isNull } from 'drizzle-orm';
import { contractDeedRoles } from '#app/domain/contract-deeds.ts';
import { deadlines, memberships, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Who of the actor's own unit may sign for it, by name. */
export async function ownSigners(ctx: ActorContext): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ name: users.name, id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.orgId, ctx.actor.org?.orgId ?? ''),
        isNull(memberships.endedAt),
        arrayOverlaps(memberships.roles, [...contractDeedRoles.sign]),
      ),
    )
    .orderBy(asc(users.id));
  return rows.map(({ name }) => name);
}

/** By when the other side answers a change; null while it lies before nobody. */
export async function answerDueAt(ctx: Pick<ActorContext, 'db'>, amendmentId: string): Promise<Date | null> {
  const [row] = await ctx.db
    .select({ dueAt: deadlines.dueAt })
    .from(deadlines)
    .where(
      and(
        eq(deadlines.subjectType, 'amendment'),
        eq(deadlines.subjectId, amendmentId),
        eq(deadlines.kind, 'answer'),
        isNull(deadlines.doneAt),
      ),
    );
  return row?.dueAt ?? null;
}
