import { and, eq, notInArray } from 'drizzle-orm';
import { endedContractStates } from '#app/domain/contract-machine.ts';
import { orgOf } from '#app/domain/deal-access.ts';
import type { DeclineReason } from '#app/domain/deal.ts';
import { AppError } from '#app/domain/errors.ts';
import { contracts, deals } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { salesOfTalk } from '../trades/sales.server.ts';
import { tellOfUnsignedSale } from '../trades/tell-of-unsigned-sale.server.ts';
import { closeTalk } from './close-talk.server.ts';
import { type Deal, mayTrigger, partyDeal } from './load-deal.server.ts';

/**
 * Either party ends the talk and says why. A contract under negotiation is withdrawn first, so that none is left hanging. What was sold in
 * public stays sold until the unit and its approver have ended that: the unit is told.
 */
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
    const row = await closeTalk(tx, deal, { ...input, orgId: orgOf(deal, side) });
    for (const sale of await salesOfTalk(tx, row.id)) await tellOfUnsignedSale(tx, sale);
    return row;
  });
}
