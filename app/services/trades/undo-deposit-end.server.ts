import { eq } from 'drizzle-orm';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type DepositEnd, endOfDeposit } from '#app/domain/trade-deposit.ts';
import { depositCorrections, tradeApplications } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { takeBackSetOff } from '../payments/set-off-deposit.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { applicationOf } from './keep-deposit.server.ts';
import { lockOwnTrade, mayRunTrade, requireOwnTrade, titleOf, type TradeApplication } from './own-trade.server.ts';

interface Undo {
  readonly tradeId: string;
  readonly applicationId: string;
  /** The entry that the form showed: another one that stands by then is not taken back. */
  readonly way: DepositEnd;
  readonly endedOn: Day;
  /** What was wrong; the one whose money it is reads it. */
  readonly reason: string;
}

/**
 * Takes back what was wrongly noted of a deposit's end, so that its true end can be noted. The entry stays in the trail; the one whose
 * money it is and the unit's approver and finance are told. A set-off that finance has confirmed stays.
 */
export async function undoDepositEnd(ctx: ActorContext, input: Undo): Promise<TradeApplication> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await requireOwnTrade(ctx, input.tradeId);
  await screenTexts(ctx, [input.reason]);
  return inTransaction(ctx, async (tx) => {
    const trade = await lockOwnTrade(tx, input.tradeId);
    const before = await applicationOf(tx, trade, input.applicationId);
    const end = endOfDeposit(before);
    if (end === null || end.way !== input.way || end.on !== input.endedOn) throw new AppError('state_changed');
    if (end.way === 'apply') await takeBackSetOff(tx, before.id, input.reason);
    await tx.db.insert(depositCorrections).values({
      applicationId: before.id,
      way: end.way,
      endedOn: end.on,
      reference: before.depositEndReference,
      note: before.depositEndNote,
      endedBy: before.depositEndedBy,
      reason: input.reason,
      correctedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    // Ends of a deposit are noted under the trade's lock, too.
    const [row] = await tx.db
      .update(tradeApplications)
      .set({
        depositReturnedOn: null,
        depositAppliedOn: null,
        depositForfeitedOn: null,
        depositEndReference: null,
        depositEndNote: null,
        depositEndedBy: null,
      })
      .where(eq(tradeApplications.id, before.id))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'trade_application.undo_deposit_end', subjectType: 'trade', subjectId: trade.id });
    const params = { title: await titleOf(tx, trade) };
    const own = { kind: 'trade.deposit_undone', params, href: `/desk/trades/${trade.id}` };
    await notifyOrganisation(tx, trade.orgId, ['approver', 'finance'], own);
    const theirs = { kind: 'trade.undo_deposit', params, href: `/trades/${trade.no}` };
    await notifyOrganisation(tx, row.orgId, ['officer', 'finance'], theirs);
    return row;
  });
}
