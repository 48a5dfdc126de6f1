import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { distributed } from '#app/domain/ledger.ts';
import { receiptStatesKept } from '#app/domain/payment-machine.ts';
import { distributionShares, type shareKinds } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { postEntries } from '../ledger/post-entries.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { moveDistribution } from './move-distribution.server.ts';
import { getDistributionFor } from './own-distribution.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** Finance enters the approved shares in the book: what was undistributed now has its owners. */
export async function distribute(ctx: ActorContext, { id }: { id: string }): Promise<DistributionRow> {
  const row = await getDistributionFor(ctx, id, 'distribute');
  const found = await getOwnReceipt(ctx, row.receiptId);
  return inTransaction(ctx, async (tx) => {
    const { receipt, hasOpenDispute } = await lockReceipt(tx, found);
    if (!receiptStatesKept.includes(receipt.state) || hasOpenDispute) throw new AppError('state_changed');
    const done = await moveDistribution(tx, row, 'distribute');
    const shares = await tx.db.select().from(distributionShares).where(eq(distributionShares.distributionId, id));
    const sumOf = (kind: (typeof shareKinds)[number]): bigint =>
      shares.reduce((sum, share) => (share.kind === kind ? sum + share.amountFen : sum), 0n);
    await postEntries(tx, [
      {
        orgId: row.orgId,
        contractId: row.contractId,
        description: `分配 ${receipt.no}`,
        entry: distributed({
          id,
          occurredAt: tx.now(),
          brokerFen: sumOf('broker'),
          costFen: sumOf('cost'),
          teamFen: sumOf('person'),
          ttoFen: sumOf('tto'),
          unitFen: sumOf('unit'),
        }),
      },
    ]);
    const owners = shares.flatMap((share) => (share.userId === null ? [] : [share.userId]));
    // One's own share stands on the money page; a receipt's page shows everybody's.
    await notifyPeople(tx, owners, {
      kind: 'distribution.distribute',
      params: { title: receipt.no },
      href: '/desk/money',
    });
    return done;
  });
}
