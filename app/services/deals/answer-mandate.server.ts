import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { mandateStates } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { deals } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { refuseConflict } from '../brokers/refuse-conflict.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { moveMandate, ownMandate } from './move-mandate.server.ts';
import type { Mandate } from './reach-deal.server.ts';
import { takePart } from './shared-fee.server.ts';

/**
 * The broker takes the mandate or leaves it. On taking it he declares any relation with the parties (转化法 art. 30). Once the
 * contract is signed there is nothing left to bring about: a mandate accepted then would claim a commission on it.
 */
export async function answerMandate(
  ctx: ActorContext,
  input: { dealId: string; mandateId: string; accept: boolean; conflictNote: string },
): Promise<Mandate> {
  const { mandate, deal, role } = await ownMandate(ctx, input);
  if (role !== 'broker') throw new AppError('forbidden');
  const event = input.accept ? 'accept' : 'decline';
  if (input.accept && mandate.endsOn < dayOf(ctx.now())) throw new AppError('state_changed');
  if (input.accept && mandate.brokerOrgId === mandate.clientOrgId && input.conflictNote === '')
    throw new AppError('invalid', { says: '委托方就是你所在的单位，请写明这层关系。' }, 'conflictNote');
  return inTransaction(ctx, async (tx) => {
    if (input.accept) {
      // Held against the signature, which moves the same row.
      const [now] = await tx.db.select().from(deals).where(eq(deals.id, deal.id)).for('share');
      if (now === undefined || !mandateStates.includes(now.state)) throw new AppError('state_changed');
      await refuseConflict(
        tx,
        mandate.brokerUserId,
        [mandate.clientOrgId],
        '你申报过与委托方的利益关系，不能接受委托。',
      );
    }
    if (input.accept) await takePart(tx, mandate);
    const row = await moveMandate(tx, mandate, event, { repliedAt: tx.now(), conflictNote: input.conflictNote });
    const notice = { kind: `mandate.${event}`, href: `/desk/deals/${deal.id}` };
    await notifyOrganisation(tx, row.clientOrgId, ['officer'], notice);
    return row;
  });
}
