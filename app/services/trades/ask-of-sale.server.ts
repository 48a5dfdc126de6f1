import { AppError } from '#app/domain/errors.ts';
import { saleRequestMachine } from '#app/domain/sale-request.ts';
import { saleRequests } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type HeldSale, isSaleQuestioned, type SaleRequest } from './own-sale.server.ts';
import { titleOf } from './own-trade.server.ts';
import { saleHref } from './sales.server.ts';

type Asked = Pick<typeof saleRequests.$inferInsert, 'kind' | 'reason'> &
  Partial<Pick<typeof saleRequests.$inferInsert, 'given' | 'confirmationNo' | 'buyerName' | 'buyerUscc' | 'priceFen'>>;

/** Puts what is asked of a held sale before the approver, one thing at a time. */
export async function askOfSale(
  tx: In<ActorContext>,
  held: HeldSale,
  { file, ...asked }: Asked & { readonly file: Received | null },
): Promise<SaleRequest> {
  if (await isSaleQuestioned(tx, held)) {
    throw new AppError('invalid', { says: '这项成交已有申请在等审批，先等它有结果，或者撤回它。' });
  }
  const { id, orgId, listingId, achievementId } = held.row;
  const row = await insertRow(tx, saleRequests, {
    ...asked,
    ...(held.way === 'trade' ? { tradeId: id } : { auctionId: id }),
    state: saleRequestMachine.initial,
    fileId: file === null ? null : (await keepFile(tx, file, 'auction', orgId)).id,
    askedBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  await audit(tx, { deed: 'sale_request.ask', subjectType: 'achievement', subjectId: achievementId });
  const notice = { kind: 'sale_request.ask', params: { title: await titleOf(tx, held.row) } };
  const href = saleHref({ way: held.way, id, listingId });
  await notifyOrganisation(tx, orgId, ['approver'], { ...notice, href });
  return row;
}
