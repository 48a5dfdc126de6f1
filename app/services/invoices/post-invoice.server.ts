import { invoiced } from '#app/domain/ledger.ts';
import type { invoices } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';

/** An invoice in both books. */
export async function postInvoice(tx: In<Context>, row: typeof invoices.$inferSelect): Promise<void> {
  const { id, contractId, totalFen, colour, invoiceNo, sellerOrgId, buyerOrgId } = row;
  const facts = { id, occurredAt: tx.now(), totalFen, isRed: colour === 'red' };
  const parties = { id: contractId, licensorOrgId: sellerOrgId, licenseeOrgId: buyerOrgId };
  const description = `${colour === 'red' ? '红字发票' : '发票'} ${invoiceNo}`;
  await postInBothBooks(tx, parties, description, (side) => invoiced({ ...facts, side }));
}
