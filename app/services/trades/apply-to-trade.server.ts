import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { hasLapsed, isApplying, isGathering, tradeApplicationMachine } from '#app/domain/trade.ts';
import { tradeApplications } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { lockTrade, mayBid, moveTradeApplication, titleOf, type TradeApplication } from './own-trade.server.ts';

interface Apply {
  readonly tradeId: string;
  readonly statement: string;
  readonly key?: string | undefined;
}

/** An enterprise says that it wants to bid, while applications are open. */
export async function applyToTrade(ctx: ActorContext, { tradeId, statement, key }: Apply): Promise<TradeApplication> {
  const { org } = ctx.actor;
  if (org === null || !mayBid(ctx.actor)) throw new AppError('forbidden');
  if (!org.verified) throw new AppError('organisation_unverified');
  await screenTexts(ctx, [statement]);
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, tradeApplications, key, 'trade.apply');
      if (earlier) return earlier;
      const trade = await lockTrade(tx, tradeId);
      if (trade.orgId === org.orgId)
        throw new AppError('invalid', { says: '这是你单位自己的挂牌交易，不能登记意向。' });
      if (!isApplying(trade, tx.now())) throw new AppError('state_changed');
      const row = await insertRow(tx, tradeApplications, {
        id,
        tradeId,
        orgId: org.orgId,
        state: tradeApplicationMachine.initial,
        statement,
        appliedBy: tx.actor.userId,
        createdAt: tx.now(),
      });
      await audit(tx, { deed: 'trade.apply', subjectType: 'trade', subjectId: tradeId });
      await notifyOrganisation(tx, trade.orgId, ['officer'], {
        kind: 'trade.apply',
        params: { title: await titleOf(tx, trade) },
        href: `/desk/trades/${tradeId}`,
      });
      return row;
    },
    () => new AppError('duplicate', { says: '你单位已经登记过意向，或者登记没有通过。' }),
  );
}

/** The applicant steps back before bidding begins, or later where nobody decided and money is out; its deposit is to be returned. */
export async function withdrawApplication(
  ctx: ActorContext,
  { tradeId, applicationId }: { readonly tradeId: string; readonly applicationId: string },
): Promise<TradeApplication> {
  const { org } = ctx.actor;
  if (org === null || !mayBid(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const trade = await lockTrade(tx, tradeId);
    const [before] = await tx.db
      .select()
      .from(tradeApplications)
      .where(
        and(
          eq(tradeApplications.id, applicationId),
          eq(tradeApplications.tradeId, tradeId),
          eq(tradeApplications.orgId, org.orgId),
        ),
      );
    if (before === undefined) throw new AppError('not_found');
    const isPaid = before.paidOn !== null || before.depositOn !== null;
    const isLeft = isPaid && hasLapsed(before.state, trade, tx.now());
    if (!isLeft && !isGathering(trade, tx.now())) throw new AppError('state_changed');
    return moveTradeApplication(tx, before, 'withdraw');
  });
}
