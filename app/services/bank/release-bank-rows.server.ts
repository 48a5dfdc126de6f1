import { and, eq } from 'drizzle-orm';
import { bankRows } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { moveBankRow } from './move-bank-row.server.ts';

/** What a line was taken for came to nothing, a rejected transfer or a refund that failed: the line is to be looked at again. */
export async function releaseBankRows(
  tx: In<Context>,
  subject: { readonly receiptId: string } | { readonly refundId: string },
): Promise<void> {
  const isTaken =
    'receiptId' in subject
      ? and(eq(bankRows.receiptId, subject.receiptId), eq(bankRows.state, 'matched'))
      : and(eq(bankRows.refundId, subject.refundId), eq(bankRows.state, 'returned'));
  for (const row of await tx.db.select().from(bankRows).where(isTaken).for('update')) {
    await moveBankRow(tx, row, 'release');
  }
}
