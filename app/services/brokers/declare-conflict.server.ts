import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { brokers, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { Broker } from './register-broker.server.ts';

/** With how many units one broker may declare a relation. */
const mostConflicts = 50;

/**
 * A broker declares a lasting relation with a unit (持股、任职、亲属): that unit gives him no mandate, and he proposes no pair in which
 * it is named.
 */
export async function declareConflict(ctx: ActorContext, input: { readonly name: string }): Promise<Broker> {
  const own = await ownEntry(ctx);
  const [unit] = await ctx.db
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.name, input.name), eq(organisations.state, 'verified')));
  if (unit === undefined) throw new AppError('invalid', { says: '没有找到这家认证单位，请填全称。' }, 'name');
  return inTransaction(ctx, async (tx) => {
    const [entry] = await tx.db.select().from(brokers).where(eq(brokers.id, own.id)).for('update');
    if (entry === undefined) throw new AppError('state_changed');
    if (entry.conflictOrgIds.includes(unit.id))
      throw new AppError('duplicate', { says: '这家单位已经申报过了。' }, 'name');
    if (entry.conflictOrgIds.length >= mostConflicts)
      throw new AppError('invalid', { says: `最多申报 ${mostConflicts} 家。` }, 'name');
    const [row] = await tx.db
      .update(brokers)
      .set({ conflictOrgIds: [...entry.conflictOrgIds, unit.id] })
      .where(eq(brokers.id, own.id))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'broker.conflict', subjectType: 'broker', subjectId: own.id, orgId: unit.id });
    return row;
  });
}

/** The relation is over. */
export async function endConflict(ctx: ActorContext, { orgId }: { readonly orgId: string }): Promise<Broker> {
  const own = await ownEntry(ctx);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(brokers)
      .set({ conflictOrgIds: sql`array_remove(${brokers.conflictOrgIds}, ${orgId}::uuid)` })
      .where(and(eq(brokers.id, own.id), sql`${orgId}::uuid = any(${brokers.conflictOrgIds})`))
      .returning();
    if (row === undefined) throw new AppError('not_found');
    await audit(tx, { deed: 'broker.no_conflict', subjectType: 'broker', subjectId: own.id, orgId });
    return row;
  });
}

/** The gate of both deeds: who has an entry, listed or still to be checked; anybody else is forbidden. */
async function ownEntry(ctx: ActorContext): Promise<Broker> {
  const [own] = await ctx.db.select().from(brokers).where(eq(brokers.userId, ctx.actor.userId));
  if (own === undefined) throw new AppError('forbidden');
  return own;
}
