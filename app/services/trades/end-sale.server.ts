import { and, eq } from 'drizzle-orm';
import { contractableStates } from '#app/domain/deal-state.ts';
import { achievements, deals, organisations } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { closeTalk } from '../deals/close-talk.server.ts';
import { tellOfFallenSale } from '../listings/tell-of-fallen-sale.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { moveAuction } from './own-auction.server.ts';
import type { HeldSale } from './own-sale.server.ts';
import { moveTrade, tellTrade, titleOf } from './own-trade.server.ts';
import { findSale } from './sales.server.ts';

/**
 * A held sale is undone: the talk in which its contract was drafted ends with it, what was sold is free to be sold again. The buyer,
 * where he is on the platform, hears what the seller has recorded of him, and who took part that the result stands no more. Of what was
 * recorded as performed elsewhere nobody says that the buyer did not perform: the record was wrong, or that contract has ended.
 */
export async function dissolveSale(tx: In<ActorContext>, held: HeldSale): Promise<void> {
  const { id, achievementId, dealId, orgId } = held.row;
  const wasPerformed = held.row.state === 'performed';
  if (held.way === 'trade') {
    const row = await moveTrade(tx, held.row, 'dissolve');
    await tellTrade(tx, row, wasPerformed ? 'trade.dissolve_performed' : 'trade.dissolve');
  } else await moveAuction(tx, held.row, 'dissolve');
  await endOpenTalk(tx, { dealId, orgId });
  await tellOfFallenSale(tx, { achievementId, dealId, contractId: null, saleId: id });
  const kind = wasPerformed ? 'auction.dissolve_performed' : 'auction.fall';
  if (held.way === 'auction') await tellBuyer(tx, held, kind);
}

/** A held sale was signed and performed elsewhere: nobody waits for it any more, and nothing fell. Its buyer hears that it is recorded so. */
export async function performSale(tx: In<ActorContext>, held: HeldSale): Promise<void> {
  if (held.way === 'trade') await moveTrade(tx, held.row, 'perform');
  else await moveAuction(tx, held.row, 'perform');
  const kind = 'sale.recorded';
  await tellBuyer(tx, held, kind);
}

async function endOpenTalk(
  tx: In<ActorContext>,
  { dealId, orgId }: { readonly dealId: string | null; readonly orgId: string },
): Promise<void> {
  if (dealId === null) return;
  const [deal] = await tx.db.select().from(deals).where(eq(deals.id, dealId)).for('update');
  if (deal === undefined || !contractableStates.includes(deal.state)) return;
  await closeTalk(tx, deal, { orgId, reason: 'other', note: '成交已解除' });
}

async function tellBuyer(
  tx: In<ActorContext>,
  { way, row }: HeldSale,
  kind: 'auction.fall' | 'auction.dissolve_performed' | 'sale.recorded',
): Promise<void> {
  const sale = await findSale(tx, way, row.id);
  if (sale?.buyerOrgId == null) return;
  const isVerified = and(eq(organisations.id, sale.buyerOrgId), eq(organisations.state, 'verified'));
  const [buyer] = await tx.db.select({ id: organisations.id }).from(organisations).where(isVerified);
  if (buyer === undefined) return;
  const [record] = await tx.db
    .select({ no: achievements.no })
    .from(achievements)
    .where(eq(achievements.id, row.achievementId));
  const href = way === 'trade' ? `/trades/${row.no}` : `/achievements/${record?.no ?? ''}`;
  await notifyOrganisation(tx, buyer.id, ['officer', 'approver'], {
    kind,
    params: { title: await titleOf(tx, row) },
    href,
  });
}
