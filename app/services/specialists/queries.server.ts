import { and, desc, eq, gte, isNull, like, lte, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayKeepTalent, regionPrefix } from '#app/domain/talent-access.ts';
import { organisations, specialists, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Assignments in an authority's region, the newest first, with how many demands each person wrote down for the unit. */
export async function listAssignments(ctx: ActorContext) {
  const { org } = ctx.actor;
  if (org === null || !mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const today = dayOf(ctx.now());
  const rows = await ctx.db
    .select({
      id: specialists.id,
      name: users.name,
      unitName: organisations.name,
      kind: specialists.kind,
      byOrgId: specialists.byOrgId,
      startsOn: specialists.startsOn,
      endsOn: specialists.endsOn,
      endedAt: specialists.endedAt,
      endNote: specialists.endNote,
      demands: sql<number>`(select count(*)::int from demands d
        where d.org_id = "specialists"."served_org_id" and d.entered_by = "specialists"."user_id")`,
    })
    .from(specialists)
    .innerJoin(users, eq(users.id, specialists.userId))
    .innerJoin(organisations, eq(organisations.id, specialists.servedOrgId))
    .where(like(organisations.regionCode, `${regionPrefix(org.regionCode)}%`))
    .orderBy(desc(specialists.createdAt))
    .limit(500);
  return rows.map(({ byOrgId, ...row }) => {
    const isRunning = row.endedAt === null && row.startsOn <= today && row.endsOn >= today;
    return { ...row, isRunning, mayRecall: byOrgId === org.orgId && row.endedAt === null && row.endsOn >= today };
  });
}

/** Who was sent to the actor's organisation, as of today. */
export async function listSentTo(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  const today = dayOf(ctx.now());
  return ctx.db
    .select({
      id: specialists.id,
      name: users.name,
      kind: specialists.kind,
      startsOn: specialists.startsOn,
      endsOn: specialists.endsOn,
    })
    .from(specialists)
    .innerJoin(users, eq(users.id, specialists.userId))
    .where(
      and(
        eq(specialists.servedOrgId, orgId),
        isNull(specialists.endedAt),
        lte(specialists.startsOn, today),
        gte(specialists.endsOn, today),
      ),
    )
    .orderBy(desc(specialists.createdAt));
}
