import { eq } from 'drizzle-orm';
import type { BrokerLevel } from '#app/domain/broker.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayKeepTalent } from '#app/domain/talent-access.ts';
import { courseResult } from '#app/domain/training.ts';
import { courseRecords, courses, users } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';

export type Course = typeof courses.$inferSelect;

interface NewCourse {
  readonly title: string;
  readonly level: BrokerLevel;
  readonly hours: number;
  readonly heldOn: Day;
  readonly place: string;
  readonly key?: string;
}

/** An authority enters a course of the brokers' training (培养中高级技术转移人才). */
export async function holdCourse(ctx: ActorContext, { key, ...input }: NewCourse): Promise<Course> {
  const { org } = ctx.actor;
  if (org === null || !mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, courses, key, 'course.hold');
    if (earlier) return earlier;
    const by = { organiserOrgId: org.orgId, createdBy: tx.actor.userId, createdAt: tx.now() };
    const row = await insertRow(tx, courses, { ...input, id, ...by });
    await audit(tx, { deed: 'course.hold', subjectType: 'course', subjectId: id });
    return row;
  });
}

interface NewRecord {
  readonly courseId: string;
  readonly phone: string;
  readonly hours: number;
  readonly mark: number | null;
  readonly certificateNo: string;
  readonly certificateOn: Day | null;
}

/** Hours, mark and certificate of one person in a course of the own authority; entered again, they are corrected. */
export async function recordCourse(ctx: ActorContext, input: NewRecord): Promise<void> {
  if (!mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const [course] = await ctx.db.select().from(courses).where(eq(courses.id, input.courseId));
  if (course === undefined || course.organiserOrgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  const fault = (says: string, field: string) => new AppError('invalid', { says }, field);
  if (course.heldOn > dayOf(ctx.now())) throw fault('还没有开班，开班后再登记。', 'hours');
  if (input.hours > course.hours) throw fault(`这个班一共 ${course.hours} 学时。`, 'hours');
  if (input.certificateNo !== '' && courseResult(course, input) !== 'passed')
    throw fault('学时不足或考试不合格的，不发证书。', 'certificateNo');
  const [person] = await ctx.db.select().from(users).where(eq(users.phoneNumber, input.phone));
  if (person === undefined || !person.phoneNumberVerified)
    throw fault('这个手机号还没有登录过成果通，请对方先登录一次。', 'phone');
  await inTransaction(ctx, async (tx) => {
    const given = {
      hours: input.hours,
      mark: input.mark,
      certificateNo: input.certificateNo || null,
      certificateOn: input.certificateNo === '' ? null : (input.certificateOn ?? dayOf(tx.now())),
      recordedBy: tx.actor.userId,
    };
    await tx.db
      .insert(courseRecords)
      .values({ courseId: course.id, userId: person.id, ...given, createdAt: tx.now() })
      .onConflictDoUpdate({ target: [courseRecords.courseId, courseRecords.userId], set: given });
    await audit(tx, { deed: 'course.record', subjectType: 'course', subjectId: course.id });
    await notifyPeople(tx, [person.id], {
      kind: 'course.record',
      href: '/desk/mandates/profile',
      params: { title: course.title },
    });
  });
}
