import { and, eq } from 'drizzle-orm';
import { isSupplier } from '#app/domain/access.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { demandInvites, demands, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { ownDemand } from './own-demand.server.ts';

/** How many units one demand invites by name. */
const mostInvited = 50;

/** Asks a university or institute by its name to look at a demand, one kept to invited units included. */
export async function inviteUnit(ctx: ActorContext, input: { id: string; name: string }): Promise<void> {
  const demand = await ownDemand(ctx, input.id);
  if (!isMatchable(demand.state)) throw new AppError('state_changed');
  const [unit] = await ctx.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.name, input.name), eq(organisations.state, 'verified')));
  if (unit === undefined || !isSupplier(unit.kind))
    throw new AppError('invalid', { says: '没有找到这个名称的高校院所，请按机构全称填写。' }, 'name');
  await inTransaction(ctx, async (tx) => {
    await tx.db.select({ id: demands.id }).from(demands).where(eq(demands.id, demand.id)).for('update');
    if ((await tx.db.$count(demandInvites, eq(demandInvites.demandId, demand.id))) >= mostInvited)
      throw new AppError('invalid', { says: `一项需求最多邀请 ${mostInvited} 家单位。` }, 'name');
    const added = await tx.db
      .insert(demandInvites)
      .values({ demandId: demand.id, orgId: unit.id, invitedBy: tx.actor.userId, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning();
    if (added.length === 0) return;
    await audit(tx, { deed: 'demand.invite', subjectType: 'demand', subjectId: demand.id });
    const href = `/desk/demands/${demand.id}/questions`;
    await notifyOrganisation(tx, unit.id, ['officer'], { kind: 'demand.invite', href });
  });
}
