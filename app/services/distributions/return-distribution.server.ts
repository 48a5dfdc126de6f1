import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { setReceiptDeadline } from './due-distribution.server.ts';
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
    await setReceiptDeadline(tx, row);
    const notice = { kind: 'distribution.return', href: `/desk/receipts/${row.receiptId}` };
    await notifyPeople(tx, [row.proposedBy], notice);
    return returned;
  });
}
