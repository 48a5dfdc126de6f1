import { and, eq, notInArray } from 'drizzle-orm';
import { endedContractStates } from '#app/domain/contract-machine.ts';
import { orgOf, otherSide } from '#app/domain/deal-access.ts';
import type { DeclineReason } from '#app/domain/deal.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts, deals } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { followDeal } from '../demands/follow-deal.server.ts';
import { tellOfFallenSale } from '../listings/tell-of-fallen-sale.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { answerPair } from './answer-pair.server.ts';
import { endRoom } from './end-room.server.ts';
import { type Deal, mayTrigger, moveDeal, partyDeal } from './load-deal.server.ts';

/** Either party ends the talk and says why. A contract under negotiation is withdrawn first, so that none is left hanging. */
export async function endDeal(
  ctx: ActorContext,
  input: { id: string; reason: DeclineReason; note: string },
): Promise<Deal> {
  const { deal, side } = await partyDeal(ctx, input.id, 'fail');
  mayTrigger(ctx, deal, 'fail');
  return inTransaction(ctx, async (tx) => {
    await tx.db.select({ id: deals.id }).from(deals).where(eq(deals.id, deal.id)).for('update');
    const [contract] = await tx.db
      .select({ id: contracts.id })
      .from(contracts)
      .where(and(eq(contracts.dealId, deal.id), notInArray(contracts.state, [...endedContractStates])))
      .limit(1);
    if (contract !== undefined) throw new AppError('invalid', { says: '请先撤回合同草案，再结束洽谈。' });
    const row = await moveDeal(tx, deal, 'fail', { declineReason: input.reason, declineNote: input.note || null });
    await endRoom(tx, row);
    await tellOfFallenSale(tx, { ...row, dealId: row.id, contractId: null });
    await followDeal(tx, row, 'resume');
    await answerPair(tx, row, 'declined', { orgId: orgOf(row, side), reason: input.reason });
    const notice = { kind: 'deal.end', href: `/desk/deals/${row.id}` };
    await notifyOrganisation(tx, orgOf(row, otherSide(side)), ['officer'], notice);
    return row;
  });
}
