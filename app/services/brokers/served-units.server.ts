import { and, eq } from 'drizzle-orm';
import { hasRole, mayOwn } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { brokers, brokerUnits, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';

/** How many units one broker may say he serves. */
const mostUnits = 50;

async function ownEntry(ctx: ActorContext) {
  const [own] = await ctx.db.select().from(brokers).where(eq(brokers.userId, ctx.actor.userId));
  if (own === undefined) throw new AppError('forbidden');
  return own;
}

/** A broker names a unit that he serves; it counts for the coverage (全覆盖) once the unit itself says so. */
export async function nameServedUnit(ctx: ActorContext, input: { readonly name: string }): Promise<void> {
  const own = await ownEntry(ctx);
  const [unit] = await ctx.db.select().from(organisations).where(eq(organisations.name, input.name));
  // Who has neither achievements nor demands has nothing to be brought together, and no page to answer on.
  const isServable = unit !== undefined && mayOwn(unit.kind);
  if (!isServable || unit.state !== 'verified')
    throw new AppError('invalid', { says: '没有找到这家认证单位，请填全称。' }, 'name');
  await inTransaction(ctx, async (tx) => {
    // The entry orders what one broker adds, so that the bound holds.
    await tx.db.select().from(brokers).where(eq(brokers.id, own.id)).for('update');
    if ((await tx.db.$count(brokerUnits, eq(brokerUnits.brokerUserId, own.userId))) >= mostUnits)
      throw new AppError('invalid', { says: `最多登记 ${mostUnits} 家服务单位。` }, 'name');
    const added = await tx.db
      .insert(brokerUnits)
      .values({ brokerUserId: own.userId, orgId: unit.id, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning();
    if (added.length === 0) throw new AppError('duplicate', { says: '这家单位已经登记过了。' }, 'name');
    await audit(tx, { deed: 'broker.serve', subjectType: 'broker', subjectId: own.id, orgId: unit.id });
    await notifyOrganisation(tx, unit.id, ['officer'], { kind: 'broker.serve', href: '/desk/brokers#served' });
  });
}

/** The broker takes a unit off his entry. */
export async function dropServedUnit(ctx: ActorContext, input: { readonly orgId: string }): Promise<void> {
  const own = await ownEntry(ctx);
  await inTransaction(ctx, async (tx) => {
    const gone = await tx.db
      .delete(brokerUnits)
      .where(and(eq(brokerUnits.brokerUserId, own.userId), eq(brokerUnits.orgId, input.orgId)))
      .returning();
    if (gone.length === 0) throw new AppError('not_found');
    await audit(tx, { deed: 'broker.unserve', subjectType: 'broker', subjectId: own.id, orgId: input.orgId });
  });
}

/** The unit says whether a broker serves it. A no takes it off his entry. */
export async function answerServed(
  ctx: ActorContext,
  input: { readonly brokerUserId: string; readonly isTrue: boolean },
): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  if (input.isTrue && !org.verified) throw new AppError('organisation_unverified');
  const own = and(eq(brokerUnits.brokerUserId, input.brokerUserId), eq(brokerUnits.orgId, org.orgId));
  await inTransaction(ctx, async (tx) => {
    const changed = input.isTrue
      ? await tx.db
          .update(brokerUnits)
          .set({ confirmedAt: tx.now(), confirmedBy: tx.actor.userId })
          .where(own)
          .returning()
      : await tx.db.delete(brokerUnits).where(own).returning();
    if (changed.length === 0) throw new AppError('not_found');
    const kind = input.isTrue ? 'broker.served' : 'broker.not_served';
    await audit(tx, { deed: kind, subjectType: 'user', subjectId: input.brokerUserId });
    await notifyPeople(tx, [input.brokerUserId], { kind, href: '/desk/mandates/profile' });
  });
}
