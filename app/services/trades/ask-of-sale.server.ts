import { AppError } from '#app/domain/errors.ts';
import { saleRequestMachine } from '#app/domain/sale-request.ts';
import { saleRequests } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Auction } from './own-auction.server.ts';
import { isSaleQuestioned, type SaleRequest } from './own-sale.server.ts';
import { titleOf } from './own-trade.server.ts';

type Asked = Pick<typeof saleRequests.$inferInsert, 'kind' | 'reason'> &
  Partial<Pick<typeof saleRequests.$inferInsert, 'confirmationNo' | 'buyerName' | 'buyerUscc' | 'priceFen'>>;

/** Puts what is asked of a held sale before the approver, one thing at a time. */
export async function askOfSale(
  tx: In<ActorContext>,
  auction: Auction,
  { file, ...asked }: Asked & { readonly file: Received | null },
): Promise<SaleRequest> {
  if (await isSaleQuestioned(tx, auction.id)) {
    throw new AppError('invalid', { says: '这项成交已有申请在等审批，先等它有结果，或者撤回它。' });
  }
  const row = await insertRow(tx, saleRequests, {
    ...asked,
    auctionId: auction.id,
    state: saleRequestMachine.initial,
    fileId: file === null ? null : (await keepFile(tx, file, 'auction', auction.orgId)).id,
    askedBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  await audit(tx, { deed: 'sale_request.ask', subjectType: 'achievement', subjectId: auction.achievementId });
  const notice = { kind: 'sale_request.ask', params: { title: await titleOf(tx, auction) } };
  const href = `/desk/listings/${auction.listingId}/auction`;
  await notifyOrganisation(tx, auction.orgId, ['approver'], { ...notice, href });
  return row;
}
