import { eq } from 'drizzle-orm';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { distributeBy } from '#app/domain/distribution.ts';
import { receipts } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { moveDistribution } from './move-distribution.server.ts';
import { getDistributionFor } from './own-distribution.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** The proposal goes back with a reason; the officer may make another one, by the same day as before. */
export async function returnDistribution(
  ctx: ActorContext,
  { id, note }: { id: string; note: string },
): Promise<DistributionRow> {
  const row = await getDistributionFor(ctx, id, 'return');
  return inTransaction(ctx, async (tx) => {
    const returned = await moveDistribution(tx, row, 'return', { returnNote: note });
    const [receipt] = await tx.db.select().from(receipts).where(eq(receipts.id, row.receiptId));
    const dueAt = endOfDay(distributeBy(dayOf(receipt?.confirmedAt ?? tx.now())));
    await setDeadline(tx, { kind: 'receipt.distribute', subjectId: row.receiptId, orgId: row.orgId, dueAt });
    const notice = { kind: 'distribution.return', href: `/desk/receipts/${row.receiptId}` };
    await notifyPeople(tx, [row.proposedBy], notice);
    return returned;
  });
}
