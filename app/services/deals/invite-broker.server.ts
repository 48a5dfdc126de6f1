import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { addMonths, type Day, dayOf } from '#app/domain/days.ts';
import { orgOf } from '#app/domain/deal-access.ts';
import { highFeePpm, mandateMonths, mandateStates, maxFeePpm } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { brokers, deals, mandates } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction, isUniqueViolation } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { partyDeal } from './load-deal.server.ts';
import type { Mandate } from './reach-deal.server.ts';

export interface InviteBroker {
  readonly dealId: string;
  readonly brokerUserId: string;
  /** Share of cash received. */
  readonly feePpm: number;
  readonly isHighFeeConfirmed: boolean;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly key?: string;
}

/**
 * A party gives a broker a dated mandate (居间委托) with his commission; he sees the room once he accepts. Mandates start
 * today at the earliest: one dated back would claim a commission on what was agreed without the broker.
 */
export async function inviteBroker(ctx: ActorContext, input: InviteBroker): Promise<Mandate> {
  const { deal, side } = await partyDeal(ctx, input.dealId, 'invite');
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  checkTerms(input, dayOf(ctx.now()));
  const [broker] = await ctx.db.select().from(brokers).where(eq(brokers.userId, input.brokerUserId));
  if (broker === undefined) throw new AppError('invalid', { says: '请从名单里选一位技术经纪人。' }, 'brokerUserId');
  const clientOrgId = orgOf(deal, side);
  const parties = [deal.licensorOrgId, deal.licenseeOrgId];
  if (parties.includes(broker.orgId) && broker.orgId !== clientOrgId)
    throw new AppError('invalid', { says: '这位技术经纪人属于对方单位，不能再受你方委托。' }, 'brokerUserId');
  try {
    return await inTransaction(ctx, async (tx) => {
      const { id, isFirst } = await once(tx, input.key, 'mandate.invite', v7());
      if (!isFirst) {
        const [earlier] = await tx.db.select().from(mandates).where(eq(mandates.id, id));
        if (earlier === undefined) throw new AppError('conflict');
        return earlier;
      }
      const [now] = await tx.db.select().from(deals).where(eq(deals.id, deal.id)).for('share');
      if (now === undefined || !mandateStates.includes(now.state)) throw new AppError('state_changed');
      const [row] = await tx.db
        .insert(mandates)
        .values({
          id,
          dealId: deal.id,
          brokerUserId: broker.userId,
          brokerOrgId: broker.orgId,
          clientOrgId,
          feePpm: input.feePpm,
          startsOn: input.startsOn,
          endsOn: input.endsOn,
          state: 'invited',
          invitedBy: tx.actor.userId,
          createdAt: tx.now(),
        })
        .returning();
      if (row === undefined) throw new Error('mandate was not stored');
      await audit(tx, { deed: 'mandate.invite', subjectType: 'mandate', subjectId: id });
      await notifyPeople(tx, [broker.userId], { kind: 'mandate.invite', href: `/desk/deals/${deal.id}` });
      return row;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('duplicate', { says: '这位技术经纪人在本次洽谈中已经受过邀请。' }, 'brokerUserId');
  }
}

function checkTerms(input: InviteBroker, today: Day): void {
  if (input.feePpm <= 0 || input.feePpm > maxFeePpm)
    throw new AppError('invalid', { says: '佣金比例要大于 0，最多 50%。' }, 'fee');
  if (input.feePpm > highFeePpm && !input.isHighFeeConfirmed)
    throw new AppError('invalid', { says: '佣金超过到账额的 10%。确实这样约定的，请勾选下面的确认。' }, 'fee');
  if (input.startsOn < today) throw new AppError('invalid', { says: '委托不能倒签，最早从今天开始。' }, 'startsOn');
  if (input.endsOn < input.startsOn) throw new AppError('invalid', { says: '截止日期不能早于开始日期。' }, 'endsOn');
  if (input.endsOn > addMonths(input.startsOn, mandateMonths))
    throw new AppError('invalid', { says: '委托最长 3 年。' }, 'endsOn');
}
