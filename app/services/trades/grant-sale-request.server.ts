import { AppError } from '#app/domain/errors.ts';
import { isSecondOfSale, mayDecideSale } from '#app/domain/sale-request.ts';
import { auctionCorrections } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { dissolveSale, performSale } from './end-sale.server.ts';
import { type Auction, moveAuction } from './own-auction.server.ts';
import {
  getSaleRequest,
  lockOpenSale,
  moveSaleRequest,
  recordedFacts,
  loadOwnDesk,
  type SaleDesk,
  type SaleRequest,
} from './own-sale.server.ts';
import { titleOf } from './own-trade.server.ts';
import { saleHref } from './sales.server.ts';
import { requireEndable } from './require-endable.server.ts';

export type DecideSale = SaleDesk & { readonly requestId: string };

/**
 * The approver, another person than who asked, agrees: the record of the sale is put right, what stood before is kept; or the sale is
 * undone, and what was sold is free to be sold again; or it was performed elsewhere, and nobody waits for it any more.
 */
export async function grantSaleRequest(ctx: ActorContext, { requestId, ...desk }: DecideSale): Promise<SaleRequest> {
  if (!mayDecideSale(ctx.actor)) throw new AppError('forbidden');
  await loadOwnDesk(ctx, desk);
  const found = await getSaleRequest(ctx, desk, requestId);
  if (!isSecondOfSale(ctx.actor, found)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const held = await lockOpenSale(tx, found.sale, found.kind);
    if (found.kind !== 'correct') await requireEndable(tx, held);
    const { achievementId, listingId, id } = held.row;
    const request = await moveSaleRequest(tx, found, 'grant', { achievementId });
    if (request.kind === 'dissolve') await dissolveSale(tx, held);
    else if (request.kind === 'perform') await performSale(tx, held);
    else if (held.way === 'auction') await putRight(tx, held.row, request);
    // All of the unit heard of the end of a trade.
    if (held.way === 'trade' && request.kind === 'dissolve') return request;
    const kind = ({ correct: 'auction.correct', dissolve: 'auction.dissolve', perform: 'sale.perform' } as const)[
      request.kind
    ];
    const href = saleHref({ way: held.way, id, listingId });
    await notifyPeople(tx, [request.askedBy], { kind, params: { title: await titleOf(tx, held.row) }, href });
    return request;
  });
}

async function putRight(tx: In<ActorContext>, auction: Auction, request: SaleRequest): Promise<void> {
  const was = recordedFacts({ way: 'auction', row: auction });
  const { confirmationNo, buyerName, buyerUscc, priceFen, reason, askedBy: correctedBy } = request;
  await insertRow(tx, auctionCorrections, { ...was, auctionId: auction.id, reason, correctedBy, createdAt: tx.now() });
  const confirmationFileId = request.fileId ?? was.confirmationFileId;
  await moveAuction(tx, auction, 'correct', { confirmationNo, buyerName, buyerUscc, priceFen, confirmationFileId });
}
