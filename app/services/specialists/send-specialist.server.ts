import { and, eq, gte, isNull, lte } from 'drizzle-orm';
import { addMonths, type Day, dayOf } from '#app/domain/days.ts';
import type { SpecialistKind } from '#app/domain/engagement.ts';
import { AppError } from '#app/domain/errors.ts';
import { keepsRegion, mayKeepTalent } from '#app/domain/talent-access.ts';
import { organisations, specialists, users } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';

export type Specialist = typeof specialists.$inferSelect;

interface Assignment {
  readonly phone: string;
  readonly unitName: string;
  readonly kind: SpecialistKind;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly key?: string;
}

/** Longest assignment, in months. */
const longestMonths = 36;

/** An authority sends a 科技特派员 or 科技专员 to a unit of its region (选派); from then on he may write demands down for it. */
export async function sendSpecialist(ctx: ActorContext, input: Assignment): Promise<Specialist> {
  const { org } = ctx.actor;
  if (org === null || !mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const fault = (says: string, field: string) => new AppError('invalid', { says }, field);
  if (input.endsOn < dayOf(ctx.now())) throw fault('截止日期已经过了。', 'endsOn');
  if (input.endsOn > addMonths(input.startsOn, longestMonths)) throw fault('一次选派最长 3 年。', 'endsOn');
  const [person] = await ctx.db.select().from(users).where(eq(users.phoneNumber, input.phone));
  if (person === undefined || !person.phoneNumberVerified)
    throw fault('这个手机号还没有登录过成果通，请对方先登录一次。', 'phone');
  const [unit] = await ctx.db.select().from(organisations).where(eq(organisations.name, input.unitName));
  if (unit === undefined || unit.kind !== 'enterprise' || !keepsRegion(ctx.actor, unit.regionCode))
    throw fault('平台上没有本辖区的这家企业或合作社，请核对全称。', 'unitName');
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, specialists, input.key, 'specialist.send');
    if (earlier) return earlier;
    // The unit's row orders assignments to it, so that one person is not sent twice for the same days.
    await tx.db.select().from(organisations).where(eq(organisations.id, unit.id)).for('update');
    const [same] = await tx.db
      .select({ id: specialists.id })
      .from(specialists)
      .where(
        and(
          eq(specialists.userId, person.id),
          eq(specialists.servedOrgId, unit.id),
          isNull(specialists.endedAt),
          lte(specialists.startsOn, input.endsOn),
          gte(specialists.endsOn, input.startsOn),
        ),
      );
    if (same !== undefined) throw new AppError('duplicate', { says: '这段时间里，这个人已经派到这家单位。' }, 'phone');
    const { kind, startsOn, endsOn } = input;
    const row = await insertRow(tx, specialists, {
      id,
      userId: person.id,
      servedOrgId: unit.id,
      kind,
      startsOn,
      endsOn,
      byOrgId: org.orgId,
      sentBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'specialist.send', subjectType: 'specialist', subjectId: id, orgId: unit.id });
    await notifyPeople(tx, [person.id], {
      kind: 'specialist.send',
      href: '/desk/demands',
      params: { title: unit.name },
    });
    await notifyOrganisation(tx, unit.id, ['officer'], {
      kind: 'specialist.come',
      href: '/desk/brokers#served',
      params: { title: person.name },
    });
    return row;
  });
}

/** Calls somebody back before the last day, with the reason. What he wrote down stays. */
export async function recallSpecialist(
  ctx: ActorContext,
  input: { readonly id: string; readonly note: string },
): Promise<Specialist> {
  const { org } = ctx.actor;
  if (org === null || !mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const [found] = await ctx.db.select().from(specialists).where(eq(specialists.id, input.id));
  if (found === undefined || found.byOrgId !== org.orgId) throw new AppError('not_found');
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(specialists)
      .set({ endedAt: tx.now(), endNote: input.note })
      .where(and(eq(specialists.id, input.id), isNull(specialists.endedAt), gte(specialists.endsOn, dayOf(tx.now()))))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'specialist.recall', subjectType: 'specialist', subjectId: row.id });
    await notifyPeople(tx, [row.userId], { kind: 'specialist.recall', href: '/desk/demands' });
    return row;
  });
}
