import type { Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { titleOf } from './own-trade.server.ts';
import { type PublicSale, saleHref } from './sales.server.ts';

/** The talk with the buyer of this sale ended before he signed: its unit is told that the sale is still to be ended, or put into a contract. */
export async function tellOfUnsignedSale(tx: In<Context>, sale: PublicSale): Promise<void> {
  const notice = { kind: 'sale.unsigned', params: { title: await titleOf(tx, sale) }, href: saleHref(sale) };
  await notifyOrganisation(tx, sale.sellerOrgId, ['officer', 'approver'], notice);
}
