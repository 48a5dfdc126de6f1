import { asc, desc, eq, like, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayKeepTalent, regionPrefix } from '#app/domain/talent-access.ts';
import { courseResult } from '#app/domain/training.ts';
import { brokers, courseRecords, courses, organisations, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** Courses of an authority's region, the newest first, with how many came, passed and hold a certificate. */
export async function listCourses(ctx: ActorContext) {
  const { org } = ctx.actor;
  if (org === null || !mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  return ctx.db
    .select({
      id: courses.id,
      title: courses.title,
      level: courses.level,
      hours: courses.hours,
      heldOn: courses.heldOn,
      place: courses.place,
      organiser: organisations.name,
      people: sql<number>`(select count(*)::int from course_records r where r.course_id = "courses"."id")`,
      certified: sql<number>`(select count(*)::int from course_records r where r.course_id = "courses"."id" and r.certificate_no is not null)`,
    })
    .from(courses)
    .innerJoin(organisations, eq(organisations.id, courses.organiserOrgId))
    .where(like(organisations.regionCode, `${regionPrefix(org.regionCode)}%`))
    .orderBy(desc(courses.heldOn), desc(courses.id))
    .limit(200);
}

/** A course of the region with everybody in it. */
export async function getCourse(ctx: ActorContext, id: string) {
  const { org } = ctx.actor;
  if (org === null || !mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const [found] = await ctx.db
    .select({ course: courses, organiser: organisations.name, regionCode: organisations.regionCode })
    .from(courses)
    .innerJoin(organisations, eq(organisations.id, courses.organiserOrgId))
    .where(eq(courses.id, id));
  if (found === undefined || !found.regionCode.startsWith(regionPrefix(org.regionCode)))
    throw new AppError('not_found');
  const { course, organiser } = found;
  const rows = await ctx.db
    .select({
      userId: users.id,
      name: users.name,
      agency: organisations.name,
      hours: courseRecords.hours,
      mark: courseRecords.mark,
      certificateNo: courseRecords.certificateNo,
      certificateOn: courseRecords.certificateOn,
    })
    .from(courseRecords)
    .innerJoin(users, eq(users.id, courseRecords.userId))
    .leftJoin(brokers, eq(brokers.userId, users.id))
    .leftJoin(organisations, eq(organisations.id, brokers.orgId))
    .where(eq(courseRecords.courseId, id))
    .orderBy(asc(users.name));
  return {
    course,
    organiser,
    mayRecord: course.organiserOrgId === org.orgId,
    rows: rows.map((row) => ({ ...row, result: courseResult(course, row) })),
  };
}
