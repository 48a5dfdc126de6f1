import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import { workingBrokerStates } from '#app/domain/broker.ts';
import { addMonths, type Day, dayOf } from '#app/domain/days.ts';
import { orgOf } from '#app/domain/deal-access.ts';
import { feeFault } from '#app/domain/commission.ts';
import { mandateMonths, mandateStates } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { brokers, deals, engagements, mandates } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { checkFee } from '../brokers/check-fee.server.ts';
import { lockMandates } from '../brokers/lock-mandates.server.ts';
import { type ActorContext, type In, inTransaction, isUniqueViolation } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { announceRoom } from './announce-room.server.ts';
import { findMostCash } from './most-cash.server.ts';
import { moveMandate } from './move-mandate.server.ts';
import { partyDeal } from './load-deal.server.ts';
import type { Mandate } from './reach-deal.server.ts';
import { liveMandates, partOf } from './shared-fee.server.ts';

export interface InviteBroker {
  readonly dealId: string;
  readonly brokerUserId: string;
  /** Share of cash received, or null where the fee is a fixed sum. */
  readonly feePpm: number | null;
  readonly feeFen?: Fen | null;
  readonly isHighFeeConfirmed: boolean;
  /** In place of a fee: a part of the commission of another broker of the same client, who is asked first. */
  readonly share?: { readonly withId: string; readonly splitPpm: number };
  /** The client knows that he pays this commission beside one that he has promised. */
  readonly isSecondFeeConfirmed?: boolean;
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
  const broker = await workingBroker(ctx, input.brokerUserId);
  const clientOrgId = orgOf(deal, side);
  const parties = [deal.licensorOrgId, deal.licenseeOrgId];
  if (parties.includes(broker.orgId) && broker.orgId !== clientOrgId)
    throw new AppError('invalid', { says: '这位技术经纪人属于对方单位，不能再受你方委托。' }, 'brokerUserId');
  try {
    return await inTransaction(ctx, async (tx) => {
      const { id, earlier } = await onceRow(tx, mandates, input.key, 'mandate.invite');
      if (earlier) return earlier;
      const [now] = await tx.db.select().from(deals).where(eq(deals.id, deal.id)).for('share');
      if (now === undefined || !mandateStates.includes(now.state)) throw new AppError('state_changed');
      await lockMandates(tx, clientOrgId);
      const others = await liveMandates(tx, deal.id, clientOrgId);
      if (others.some(({ brokerUserId }) => brokerUserId === broker.userId)) throw askedAlready();
      const shared = input.share === undefined ? null : partOf(others, input.share);
      // A part runs as long as what it is taken from: on other days it would be cut from the first and owed to nobody.
      const { startsOn, endsOn } = shared?.with ?? input;
      if (endsOn < dayOf(tx.now())) throw new AppError('invalid', { says: '这份委托已经到期。' }, 'feeFrom');
      await refuseExclusive(tx, clientOrgId, { ...input, startsOn, endsOn });
      if (shared === null) refuseFee(others, input, await findMostCash(tx, deal.id));
      const row = await insertRow(tx, mandates, {
        id,
        dealId: deal.id,
        brokerUserId: broker.userId,
        brokerOrgId: broker.orgId,
        clientOrgId,
        feePpm: shared?.feePpm ?? input.feePpm ?? 0,
        feeFen: shared === null ? (input.feeFen ?? null) : shared.feeFen,
        sharesWithId: shared?.with.id ?? null,
        splitPpm: input.share?.splitPpm ?? null,
        startsOn,
        endsOn,
        state: 'invited',
        invitedBy: tx.actor.userId,
        createdAt: tx.now(),
      });
      await audit(tx, { deed: 'mandate.invite', subjectType: 'mandate', subjectId: id });
      const href = `/desk/deals/${deal.id}`;
      if (shared !== null) {
        await notifyPeople(tx, [shared.with.brokerUserId], { kind: 'mandate.share', href });
        return moveMandate(tx, row, 'share');
      }
      await notifyPeople(tx, [broker.userId], { kind: 'mandate.invite', href });
      await announceRoom(tx, deal.id);
      return row;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw askedAlready();
  }
}

const askedAlready = () =>
  new AppError(
    'duplicate',
    { says: '这位技术经纪人在本次洽谈中已有委托或待答复的邀请；要改条件，请先撤回或结束那一份。' },
    'brokerUserId',
  );

/** A broker of the registry with a certificate in force. */
async function workingBroker(ctx: ActorContext, userId: string): Promise<typeof brokers.$inferSelect> {
  const [broker] = await ctx.db
    .select()
    .from(brokers)
    .where(
      and(
        eq(brokers.userId, userId),
        inArray(brokers.state, workingBrokerStates),
        or(isNull(brokers.certificateUntilOn), gte(brokers.certificateUntilOn, dayOf(ctx.now()))),
      ),
    );
  if (broker === undefined)
    throw new AppError('invalid', { says: '请从名单里选一位证书有效的技术经纪人。' }, 'brokerUserId');
  if (broker.conflictOrgIds.includes(ctx.actor.org?.orgId ?? ''))
    throw new AppError('invalid', { says: '这位技术经纪人申报过与你单位的利益关系，不能受托。' }, 'brokerUserId');
  return broker;
}

/** Who promised one broker that he acts alone brings in nobody else meanwhile. */
async function refuseExclusive(tx: In<ActorContext>, clientOrgId: string, input: InviteBroker): Promise<void> {
  const alone = await tx.db
    .select({ brokerUserId: engagements.brokerUserId })
    .from(engagements)
    .where(
      and(
        eq(engagements.clientOrgId, clientOrgId),
        eq(engagements.isExclusive, true),
        inArray(engagements.state, ['invited', 'active']),
        lte(engagements.startsOn, input.endsOn),
        gte(engagements.endsOn, input.startsOn),
      ),
    );
  if (alone.length === 0 || alone.some(({ brokerUserId }) => brokerUserId === input.brokerUserId)) return;
  throw new AppError('duplicate', { says: '这段时间里你单位有独家委托，不能再请别的技术经纪人。' }, 'brokerUserId');
}

/**
 * A second broker of one client has a commission of his own only where the client says that he pays both, and all of them together
 * stay within the bound of one. A part that is being agreed on is no fee beside: it lies within the one that it is taken from.
 */
function refuseFee(others: readonly Mandate[], input: InviteBroker, cashFen: Fen | null): void {
  if (others.length > 0 && input.isSecondFeeConfirmed !== true)
    throw new AppError(
      'invalid',
      {
        says: '你方在这场洽谈里已经委托或邀请了别的技术经纪人。再付一份佣金，请勾选「两份都付」；或者选从已有的佣金里分。',
      },
      'confirmSecondFee',
    );
  const fees = others.filter(({ sharesWithId, state }) => sharesWithId === null || state === 'active');
  const fee = { feePpm: input.feePpm ?? 0, feeFen: input.feeFen ?? null };
  const fault = feeFault(fee, fees, { cashFen, isHighConfirmed: input.isHighFeeConfirmed });
  if (fault === null) return;
  const most = cashFen === null ? '' : `（按目前的条款，最多到账 ${formatYuan(cashFen)}）`;
  const says =
    fault === 'above_half'
      ? `佣金合计最多到账额的 50%，按比例的和固定的一起算${most}。`
      : `佣金超过到账额的 10%${most}。确实这样约定的，请勾选下面的确认。`;
  throw new AppError('invalid', { says }, 'fee');
}

function checkTerms(input: InviteBroker, today: Day): void {
  if (input.share === undefined) checkFee(input);
  if (input.startsOn < today) throw new AppError('invalid', { says: '委托不能倒签，最早从今天开始。' }, 'startsOn');
  if (input.endsOn < input.startsOn) throw new AppError('invalid', { says: '截止日期不能早于开始日期。' }, 'endsOn');
  if (input.endsOn > addMonths(input.startsOn, mandateMonths))
    throw new AppError('invalid', { says: '委托最长 3 年。' }, 'endsOn');
}
