import { and, eq, isNull } from 'drizzle-orm';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type DepositEnd, depositStand, endsOf, setOffFault } from '#app/domain/trade-deposit.ts';
import { hasLapsed } from '#app/domain/trade.ts';
import { tradeApplications } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { setOffDeposit } from '../payments/set-off-deposit.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import {
  lockOwnTrade,
  lockTrade,
  mayBid,
  mayRunTrade,
  titleOf,
  type Trade,
  type TradeApplication,
} from './own-trade.server.ts';
import { refuseLater } from './refuse-later.server.ts';
import { refuseUsedSerial } from './refuse-used-serial.server.ts';
import { findSale } from './sales.server.ts';
import { standingFor } from './signed-for-sale.server.ts';

interface Of {
  readonly tradeId: string;
  readonly applicationId: string;
}

/** The applicant says that it paid, so that its money is answered for whatever becomes of its application. */
export async function claimDeposit(
  ctx: ActorContext,
  { tradeId, applicationId, paidOn, reference }: Of & { readonly paidOn: Day; readonly reference: string },
): Promise<TradeApplication> {
  const { org } = ctx.actor;
  if (org === null || !mayBid(ctx.actor)) throw new AppError('forbidden');
  refuseLater(ctx, paidOn, 'paidOn');
  return inTransaction(ctx, async (tx) => {
    const trade = await lockTrade(tx, tradeId);
    const before = await applicationOf(tx, trade, applicationId);
    if (before.orgId !== org.orgId) throw new AppError('not_found');
    if (trade.depositFen === 0n || before.depositOn !== null) throw new AppError('state_changed');
    if (hasLapsed(before.state, trade, tx.now())) {
      throw new AppError(
        'invalid',
        { says: '竞价开始前没有审核，你单位没有参加这场交易，不用交保证金。已经付的，请联系挂牌单位核对后退还。' },
        'paidOn',
      );
    }
    const row = await change(tx, before, 'claim_deposit', { paidOn, paidReference: reference });
    await notifyOrganisation(tx, trade.orgId, ['officer', 'finance'], {
      kind: 'trade.paid',
      params: { title: await titleOf(tx, trade) },
      href: `/desk/trades/${tradeId}`,
    });
    return row;
  });
}

/** The unit found a deposit on its account: noted by itself, apart from what it decides about the applicant. */
export async function noteDeposit(
  ctx: ActorContext,
  { tradeId, applicationId, depositOn, reference }: Of & { readonly depositOn: Day; readonly reference: string },
): Promise<TradeApplication> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  refuseLater(ctx, depositOn, 'depositOn');
  return inTransaction(ctx, async (tx) => {
    const trade = await lockOwnTrade(tx, tradeId);
    const before = await applicationOf(tx, trade, applicationId);
    if (trade.depositFen === 0n || before.depositOn !== null) throw new AppError('state_changed');
    await refuseUsedSerial(tx, trade, before, { serial: reference, field: 'reference' });
    return change(tx, before, 'note_deposit', { depositOn, depositReference: reference });
  });
}

interface End extends Of {
  readonly way: DepositEnd;
  readonly on: Day;
  /** Of the payment that gave it back, or the number of the contract that it was set off in. */
  readonly reference: string;
  /** Why it is kept, by which sentence of the notice. */
  readonly note: string;
  /** Set off: the claim of the contract that it pays; not said: the earliest open fixed sum. */
  readonly obligationId?: string | undefined;
}

/**
 * Ends a deposit, once and one way; the one whose money it was is told how, when and under which reference. Set off in a contract it is
 * a receipt on a claim of that contract, which the unit's finance confirms.
 */
export async function endDeposit(ctx: ActorContext, input: End): Promise<TradeApplication> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  refuseLater(ctx, input.on, 'endedOn');
  const work = async (tx: In<ActorContext>) => {
    const trade = await lockOwnTrade(tx, input.tradeId);
    const before = await applicationOf(tx, trade, input.applicationId);
    const stand = depositStand(before, { trade: trade.state, isWinner: trade.winnerId === before.id });
    if (stand === 'winner' && input.way === 'forfeit') {
      const says = '成交还有效，保证金不能登记不退。成交方不签约或者不履行的，先申请解除成交，审批人同意以后再登记。';
      throw new AppError('invalid', { says }, 'way');
    }
    if (!endsOf(stand).includes(input.way)) throw new AppError('state_changed');
    if (before.depositOn !== null && input.on < before.depositOn) {
      throw new AppError('invalid', { says: `不能早于到账日期 ${before.depositOn}。` }, 'endedOn');
    }
    if (input.way === 'apply') await requireSetOff(tx, trade, input);
    // A contract outside of the platform has its claims there.
    if (input.way === 'apply' && trade.state !== 'performed') {
      await setOffDeposit(tx, {
        applicationId: before.id,
        contractNo: input.reference,
        obligationId: input.obligationId ?? null,
        payerOrgId: before.orgId,
        payeeOrgId: trade.orgId,
        depositFen: trade.depositFen,
        bankSerial: before.depositReference,
        on: input.on,
      });
    }
    const day = { return: 'depositReturnedOn', apply: 'depositAppliedOn', forfeit: 'depositForfeitedOn' } as const;
    const row = await change(tx, before, `${input.way}_deposit`, {
      [day[input.way]]: input.on,
      depositEndReference: input.reference || null,
      depositEndNote: input.note || null,
      depositEndedBy: tx.actor.userId,
    });
    const title = await titleOf(tx, trade);
    const told = { kind: `trade.${input.way}_deposit`, params: { title }, href: `/trades/${trade.no}` };
    await notifyOrganisation(tx, row.orgId, ['officer', 'finance'], told);
    return row;
  };
  // A receipt with the deposit's serial that came in the same moment.
  return inTransaction(ctx, work, () => new AppError('state_changed'));
}

/**
 * Set off in a contract that its buyer signed for this sale. One performed outside of the platform has its contract there: what shows it
 * was agreed to by the approver.
 */
async function requireSetOff(tx: In<ActorContext>, trade: Trade, { reference: no, on }: End): Promise<void> {
  if (trade.state === 'performed') return;
  const sale = await findSale(tx, 'trade', trade.id);
  const contracts = sale === null ? [] : await standingFor(tx, sale);
  switch (setOffFault(contracts, { no, on })) {
    case 'unsigned':
      throw new AppError(
        'invalid',
        { says: '成交方还没有按这次成交在平台上签好合同，保证金现在不能抵作价款；合同签好以后再登记。' },
        'contractNo',
      );
    case 'other':
      throw new AppError(
        'invalid',
        { says: `要选成交方按这次成交签的合同：${contracts.map((one) => one.no).join('、')}。` },
        'contractNo',
      );
    case 'early':
      throw new AppError('invalid', { says: '不能早于那份合同签署的日期。' }, 'endedOn');
    case null:
  }
}

export async function applicationOf(tx: In<ActorContext>, trade: Trade, id: string): Promise<TradeApplication> {
  const [row] = await tx.db
    .select()
    .from(tradeApplications)
    .where(and(eq(tradeApplications.id, id), eq(tradeApplications.tradeId, trade.id)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

async function change(
  tx: In<ActorContext>,
  before: TradeApplication,
  deed: string,
  columns: Partial<typeof tradeApplications.$inferInsert>,
): Promise<TradeApplication> {
  const [row] = await tx.db
    .update(tradeApplications)
    .set(columns)
    .where(
      and(
        eq(tradeApplications.id, before.id),
        isNull(tradeApplications.depositReturnedOn),
        isNull(tradeApplications.depositAppliedOn),
        isNull(tradeApplications.depositForfeitedOn),
      ),
    )
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `trade_application.${deed}`, subjectType: 'trade', subjectId: row.tradeId });
  return row;
}
