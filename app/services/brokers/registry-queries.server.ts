import { and, asc, desc, eq, inArray, like, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { type BrokerState, workingBrokerStates } from '#app/domain/broker.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayKeepTalent, regionPrefix } from '#app/domain/talent-access.ts';
import { brokers, brokerUnits, courseRecords, courses, organisations, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** The actor's own entry with the units he serves, those he is bound to, and the courses he took; null before he filed one. */
export async function findOwnEntry(ctx: ActorContext) {
  const { userId } = ctx.actor;
  const [entry] = await ctx.db.select().from(brokers).where(eq(brokers.userId, userId));
  const bound = entry?.conflictOrgIds ?? [];
  const [units, conflicts, training] = await Promise.all([
    ctx.db
      .select({ orgId: organisations.id, name: organisations.name, confirmedAt: brokerUnits.confirmedAt })
      .from(brokerUnits)
      .innerJoin(organisations, eq(organisations.id, brokerUnits.orgId))
      .where(eq(brokerUnits.brokerUserId, userId))
      .orderBy(asc(organisations.name)),
    bound.length === 0
      ? []
      : ctx.db
          .select({ orgId: organisations.id, name: organisations.name })
          .from(organisations)
          .where(inArray(organisations.id, bound))
          .orderBy(asc(organisations.name)),
    listTrainingOf(ctx, userId),
  ]);
  return { entry: entry ?? null, units, conflicts, training };
}

/** Courses that a person took, the newest first. */
export const listTrainingOf = (ctx: Pick<ActorContext, 'db'>, userId: string) =>
  ctx.db
    .select({
      courseId: courses.id,
      title: courses.title,
      level: courses.level,
      courseHours: courses.hours,
      heldOn: courses.heldOn,
      hours: courseRecords.hours,
      mark: courseRecords.mark,
      certificateNo: courseRecords.certificateNo,
    })
    .from(courseRecords)
    .innerJoin(courses, eq(courses.id, courseRecords.courseId))
    .where(eq(courseRecords.userId, userId))
    .orderBy(desc(courses.heldOn));

/** Brokers whose word on serving the actor's organisation it has not answered, and those it confirmed. */
export async function listServing(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return [];
  return ctx.db
    .select({
      brokerUserId: brokerUnits.brokerUserId,
      name: users.name,
      agency: organisations.name,
      level: brokers.level,
      confirmedAt: brokerUnits.confirmedAt,
    })
    .from(brokerUnits)
    .innerJoin(brokers, eq(brokers.userId, brokerUnits.brokerUserId))
    .innerJoin(users, eq(users.id, brokerUnits.brokerUserId))
    .innerJoin(organisations, eq(organisations.id, brokers.orgId))
    .where(and(eq(brokerUnits.orgId, orgId), inArray(brokers.state, workingBrokerStates)))
    .orderBy(sql`${brokerUnits.confirmedAt} is not null`, asc(users.name))
    .limit(100);
}

/** The registry of an authority's region: what waits first, then by grade. */
export async function listRegistry(ctx: ActorContext, filter: { readonly state: BrokerState | null }) {
  const { org } = ctx.actor;
  if (org === null || !mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const inRegion = like(organisations.regionCode, `${regionPrefix(org.regionCode)}%`);
  const rows = await ctx.db
    .select({
      id: brokers.id,
      userId: brokers.userId,
      name: users.name,
      orgName: organisations.name,
      state: brokers.state,
      level: brokers.level,
      certificateNo: brokers.certificateNo,
      issuer: brokers.issuer,
      certificateOn: brokers.certificateOn,
      certificateUntilOn: brokers.certificateUntilOn,
      pending: brokers.pending,
      isFullTime: brokers.isFullTime,
      isPublic: sql<boolean>`${brokers.publicAt} is not null`,
      conflictNote: brokers.conflictNote,
      reviewNote: brokers.reviewNote,
      isSample: brokers.isSample,
      served: sql<number>`(select count(*)::int from broker_units s where s.broker_user_id = "brokers"."user_id" and s.confirmed_at is not null)`,
    })
    .from(brokers)
    .innerJoin(users, eq(users.id, brokers.userId))
    .innerJoin(organisations, eq(organisations.id, brokers.orgId))
    .where(inRegion)
    .orderBy(
      sql`case when ${brokers.state} in ('filed', 'renewing') then 0 else 1 end`,
      sql`case ${brokers.level} when 'senior' then 0 when 'middle' then 1 else 2 end`,
      asc(users.name),
    )
    .limit(500);
  const today = dayOf(ctx.now());
  const inForce = rows.filter(
    ({ state, certificateUntilOn }) =>
      workingBrokerStates.some((word) => word === state) &&
      (certificateUntilOn === null || certificateUntilOn >= today),
  );
  const counts: Partial<Record<BrokerState, number>> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return {
    rows: filter.state === null ? rows : rows.filter(({ state }) => state === filter.state),
    counts,
    total: rows.length,
    inForce: inForce.length,
    seniors: inForce.filter(({ level }) => level !== 'junior').length,
    expired: rows.filter(({ certificateUntilOn }) => certificateUntilOn !== null && certificateUntilOn < today).length,
  };
}
