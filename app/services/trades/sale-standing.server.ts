import { saleStand, type SaleStand } from '#app/domain/sale-request.ts';
import { contractableStates } from '#app/domain/deal-state.ts';
import type { Context } from '../context.server.ts';
import { findSale, type PublicSale } from './sales.server.ts';
import { signedForSale } from './signed-for-sale.server.ts';

type Reader = Pick<Context, 'db'>;

/** How it stands with the contract of a sale that is recorded as standing; null where there is no such sale. */
export async function saleStanding(ctx: Reader, way: PublicSale['way'], id: string): Promise<SaleStand | null> {
  const sale = await findSale(ctx, way, id);
  return sale && standingOf(ctx, sale);
}

export async function standingOf(ctx: Reader, sale: PublicSale): Promise<SaleStand> {
  return saleStand({
    signed: await signedForSale(ctx, sale),
    talk: sale.deal === null ? null : contractableStates.includes(sale.deal.state) ? 'open' : 'over',
  });
}
