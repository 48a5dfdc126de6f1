import type { DealSide } from '#app/domain/deal-access.ts';
import { maySeeAuctions } from '#app/domain/sale-request.ts';
import { maySeeTrade } from '#app/domain/trade-access.ts';
import type { ActorContext } from '../context.server.ts';
import { isSaleQuestioned } from './own-sale.server.ts';
import { mayRunTrade } from './own-trade.server.ts';
import { standingOf } from './sale-standing.server.ts';
import { saleHref, salesOfTalk } from './sales.server.ts';

/** A sale in public that stands though the talk of its contract is over, as one of its two sides reads it on the page of the talk. */
interface FallenSale {
  readonly way: 'trade' | 'auction';
  readonly no: string;
  /** The page of the sale that this reader may open; null where there is none for him. */
  readonly href: string | null;
  /** It was asked that the sale be undone, or recorded as performed elsewhere: the approver has it. */
  readonly isAsked: boolean;
  /** The reader runs the unit's sales. */
  readonly mayEnd: boolean;
}

/** The sale that waits for its end beside this talk; null where none does. The caller has asked for which side the reader looks. */
export async function fallenSaleOfTalk(ctx: ActorContext, dealId: string, side: DealSide): Promise<FallenSale | null> {
  for (const sale of await salesOfTalk(ctx, dealId)) {
    if ((await standingOf(ctx, sale)) !== 'fallen') continue;
    const { way, no } = sale;
    const isSeller = side === 'licensor';
    const buyerHref = way === 'trade' ? `/trades/${no}` : null;
    const maySee = way === 'trade' ? maySeeTrade : maySeeAuctions;
    const sellerHref = maySee(ctx.actor) ? saleHref(sale) : null;
    return {
      way,
      no,
      href: isSeller ? sellerHref : buyerHref,
      isAsked: await isSaleQuestioned(ctx, { way, row: sale }),
      mayEnd: isSeller && mayRunTrade(ctx.actor),
    };
  }
  return null;
}
