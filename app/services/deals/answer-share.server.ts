import { eq } from 'drizzle-orm';
import { mandateStates } from '#app/domain/deal-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { deals, mandates } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { moveMandate } from './move-mandate.server.ts';
import type { Mandate } from './reach-deal.server.ts';

/** The broker whose commission is to be shared agrees, and the second one is invited; or he does not, and nobody is. */
export async function answerShare(
  ctx: ActorContext,
  input: { dealId: string; mandateId: string; agree: boolean },
): Promise<Mandate> {
  if (!ctx.actor.isBroker) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const [deal] = await tx.db.select().from(deals).where(eq(deals.id, input.dealId)).for('share');
    const [mandate] = await tx.db.select().from(mandates).where(eq(mandates.id, input.mandateId));
    if (deal === undefined || mandate?.dealId !== deal.id || mandate.sharesWithId === null)
      throw new AppError('not_found');
    const [first] = await tx.db.select().from(mandates).where(eq(mandates.id, mandate.sharesWithId)).for('share');
    if (first?.brokerUserId !== tx.actor.userId) throw new AppError('not_found');
    if (first.state !== 'active' || !mandateStates.includes(deal.state)) throw new AppError('state_changed');
    const row = input.agree ? await moveMandate(tx, mandate, 'agree') : await moveMandate(tx, mandate, 'refuse');
    const href = `/desk/deals/${deal.id}`;
    const kind = input.agree ? 'mandate.agree' : 'mandate.refuse';
    await notifyOrganisation(tx, row.clientOrgId, ['officer'], { kind, href });
    if (input.agree) await notifyPeople(tx, [row.brokerUserId], { kind: 'mandate.invite', href });
    return row;
  });
}
