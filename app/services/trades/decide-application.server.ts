import { and, eq, max } from 'drizzle-orm';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { isGathering } from '#app/domain/trade.ts';
import { tradeApplications } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import {
  lockOwnTrade,
  mayRunTrade,
  moveTradeApplication,
  requireOwnTrade,
  titleOf,
  type Trade,
  type TradeApplication,
} from './own-trade.server.ts';
import { refuseLater } from './refuse-later.server.ts';
import { refuseUsedSerial } from './refuse-used-serial.server.ts';

interface Decide {
  readonly tradeId: string;
  readonly applicationId: string;
}

/**
 * Finds an applicant qualified and gives him his number. Where a deposit is asked, its day and bank reference are noted: it
 * goes to the unit's own account, the platform holds no money.
 */
export async function qualifyApplication(
  ctx: ActorContext,
  input: Decide & { readonly depositOn: Day | null; readonly depositReference: string },
): Promise<TradeApplication> {
  return deciding(ctx, input, async (tx, trade, before) => {
    if (input.depositOn !== null) refuseLater(tx, input.depositOn, 'depositOn');
    const isNoted = before.depositOn !== null;
    if (trade.depositFen > 0n && !isNoted && (input.depositOn === null || input.depositReference === '')) {
      throw new AppError('invalid', { says: '请填保证金的到账日期和银行流水号，确认到账后再定为合格。' }, 'depositOn');
    }
    if (!isNoted) {
      const serial = input.depositReference;
      await refuseUsedSerial(tx, trade, before, { serial, field: 'depositReference' });
    }
    const [last] = await tx.db
      .select({ n: max(tradeApplications.n) })
      .from(tradeApplications)
      .where(eq(tradeApplications.tradeId, trade.id));
    return moveTradeApplication(tx, before, 'qualify', {
      n: (last?.n ?? 0) + 1,
      ...(isNoted ? {} : { depositOn: input.depositOn, depositReference: input.depositReference || null }),
      decidedBy: tx.actor.userId,
      decidedAt: tx.now(),
    });
  });
}

/** Refuses an applicant, or takes a qualification back, with the reason. */
export async function refuseApplication(
  ctx: ActorContext,
  input: Decide & { readonly note: string },
): Promise<TradeApplication> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await requireOwnTrade(ctx, input.tradeId);
  const { applicationId, tradeId } = input;
  const isThere = and(eq(tradeApplications.id, applicationId), eq(tradeApplications.tradeId, tradeId));
  if ((await ctx.db.$count(tradeApplications, isThere)) === 0) throw new AppError('not_found');
  await screenTexts(ctx, [input.note]);
  return deciding(ctx, input, (tx, _trade, before) =>
    moveTradeApplication(tx, before, 'refuse', {
      decisionNote: input.note,
      decidedBy: tx.actor.userId,
      decidedAt: tx.now(),
    }),
  );
}

async function deciding(
  ctx: ActorContext,
  { tradeId, applicationId }: Decide,
  work: (tx: In<ActorContext>, trade: Trade, before: TradeApplication) => Promise<TradeApplication>,
): Promise<TradeApplication> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const trade = await lockOwnTrade(tx, tradeId);
    const [before] = await tx.db
      .select()
      .from(tradeApplications)
      .where(and(eq(tradeApplications.id, applicationId), eq(tradeApplications.tradeId, tradeId)));
    if (before === undefined) throw new AppError('not_found');
    // Once it is time to bid nobody is let in or thrown out.
    if (!isGathering(trade, tx.now())) throw new AppError('state_changed');
    const row = await work(tx, trade, before);
    await notifyOrganisation(tx, row.orgId, ['officer'], {
      kind: row.state === 'qualified' ? 'trade.qualify' : 'trade.refuse',
      params: { title: await titleOf(tx, trade) },
      href: `/trades/${trade.no}`,
    });
    return row;
  });
}
