import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { v7 } from 'uuid';
import { hasRole } from '#app/domain/access.ts';
import { workingBrokerStates } from '#app/domain/broker.ts';
import { addMonths, type Day, dayOf } from '#app/domain/days.ts';
import { mandateMonths } from '#app/domain/deal-deeds.ts';
import { engagementMachine } from '#app/domain/engagement.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { brokers, engagements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { checkFee } from './check-fee.server.ts';
import { lockMandates } from './lock-mandates.server.ts';

export type Engagement = typeof engagements.$inferSelect;

export interface OfferEngagement {
  /** Who shares the commission, in parts that sum to the whole. */
  readonly brokers: readonly { readonly userId: string; readonly splitPpm: number }[];
  readonly scope: string;
  readonly isExclusive: boolean;
  /** A share of cash, or a fixed sum; the other is null. */
  readonly feePpm: number | null;
  readonly feeFen?: Fen | null;
  readonly isHighFeeConfirmed: boolean;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly key?: string;
}

/**
 * A client gives one or several brokers a standing mandate for a scope. It is never dated back, an exclusive one stands alone, and
 * a broker whose certificate has run out or who declared a relation to the client is not taken.
 */
export async function offerEngagement(ctx: ActorContext, input: OfferEngagement): Promise<Engagement[]> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  const today = dayOf(ctx.now());
  checkTerms(input, today);
  const ids = input.brokers.map(({ userId }) => userId);
  const known = await ctx.db
    .select()
    .from(brokers)
    .where(
      and(
        inArray(brokers.userId, ids),
        inArray(brokers.state, workingBrokerStates),
        or(isNull(brokers.certificateUntilOn), gte(brokers.certificateUntilOn, today)),
      ),
    );
  if (known.length !== ids.length)
    throw new AppError('invalid', { says: '请从名单里选证书有效的技术经纪人。' }, 'brokerA');
  if (known.some((broker) => broker.conflictOrgIds.includes(org.orgId)))
    throw new AppError('invalid', { says: '这位技术经纪人申报过与你单位的利益关系，不能受托。' }, 'brokerA');
  return inTransaction(ctx, async (tx) => {
    const { id: groupId, isFirst } = await once(tx, input.key, 'engagement.offer', v7());
    if (!isFirst) return tx.db.select().from(engagements).where(eq(engagements.groupId, groupId));
    await lockMandates(tx, org.orgId);
    const live = await tx.db
      .select()
      .from(engagements)
      .where(
        and(
          eq(engagements.clientOrgId, org.orgId),
          inArray(engagements.state, ['invited', 'active']),
          gte(engagements.endsOn, input.startsOn),
        ),
      );
    if (live.some((row) => row.startsOn <= input.endsOn && (row.isExclusive || input.isExclusive)))
      throw new AppError('duplicate', { says: '这段时间里已有委托，独家委托不能与别的委托并存。' }, 'startsOn');
    const rows = await tx.db
      .insert(engagements)
      .values(
        input.brokers.map(({ userId, splitPpm }) => ({
          clientOrgId: org.orgId,
          brokerUserId: userId,
          brokerOrgId: known.find((broker) => broker.userId === userId)!.orgId,
          groupId,
          scope: input.scope,
          isExclusive: input.isExclusive,
          startsOn: input.startsOn,
          endsOn: input.endsOn,
          feePpm: input.feePpm,
          feeFen: input.feeFen ?? null,
          splitPpm,
          state: engagementMachine.initial,
          invitedBy: tx.actor.userId,
          createdAt: tx.now(),
        })),
      )
      .returning();
    await audit(tx, { deed: 'engagement.offer', subjectType: 'engagement', subjectId: groupId });
    await notifyPeople(tx, ids, { kind: 'engagement.invite', href: '/desk/mandates#engagements' });
    return rows;
  });
}

function checkTerms(input: OfferEngagement, today: Day): void {
  const fail = (says: string, field: string): never => {
    throw new AppError('invalid', { says }, field);
  };
  const ids = new Set(input.brokers.map(({ userId }) => userId));
  if (input.brokers.length === 0 || ids.size !== input.brokers.length) fail('请选不同的技术经纪人。', 'brokerA');
  if (input.brokers.reduce((sum, { splitPpm }) => sum + splitPpm, 0) !== 1_000_000)
    fail('各人的份额合计要等于 100%。', 'splitA');
  if (input.brokers.some(({ splitPpm }) => splitPpm <= 0)) fail('每人的份额要大于 0。', 'splitA');
  checkFee(input);
  if (input.startsOn < today) fail('委托不能倒签，最早从今天开始。', 'startsOn');
  if (input.endsOn < input.startsOn) fail('截止日期不能早于开始日期。', 'endsOn');
  if (input.endsOn > addMonths(input.startsOn, mandateMonths)) fail('委托最长 3 年。', 'endsOn');
}
