import { eq } from 'drizzle-orm';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { distributeBy } from '#app/domain/distribution.ts';
import { receipts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** A proposal went back: the receipt is to be shared by the same day as before. */
export async function setReceiptDeadline(tx: In<Context>, row: DistributionRow): Promise<void> {
  await clearDeadline(tx, 'distribution.end', row.id);
  const [receipt] = await tx.db.select().from(receipts).where(eq(receipts.id, row.receiptId));
  const dueAt = endOfDay(distributeBy(dayOf(receipt?.confirmedAt ?? tx.now())));
  await setDeadline(tx, { kind: 'receipt.distribute', subjectId: row.receiptId, orgId: row.orgId, dueAt });
}
