import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { distributed } from '#app/domain/ledger.ts';
import { contracts, distributions, distributionShares, receipts, type shareKinds } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { postEntry } from '../ledger/post-entry.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { getDistributionFor } from './own-distribution.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** Finance enters the approved shares in the book: what was undistributed now has its owners. */
export async function distribute(ctx: ActorContext, { id }: { id: string }): Promise<DistributionRow> {
  const row = await getDistributionFor(ctx, id, 'distribute', ['finance']);
  return inTransaction(ctx, async (tx) => {
    await tx.db.select({ id: contracts.id }).from(contracts).where(eq(contracts.id, row.contractId)).for('update');
    const [receipt] = await tx.db.select().from(receipts).where(eq(receipts.id, row.receiptId)).for('update');
    if (receipt?.state !== 'confirmed') throw new AppError('state_changed');
    const [done] = await tx.db
      .update(distributions)
      .set({ state: 'distributed' })
      .where(and(eq(distributions.id, id), eq(distributions.state, 'approved')))
      .returning();
    if (done === undefined) throw new AppError('state_changed');
    const shares = await tx.db.select().from(distributionShares).where(eq(distributionShares.distributionId, id));
    const sumOf = (kind: (typeof shareKinds)[number]): bigint =>
      shares.reduce((sum, share) => (share.kind === kind ? sum + share.amountFen : sum), 0n);
    await postEntry(tx, {
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
    });
    await clearDeadline(tx, 'receipt.distribute', row.receiptId);
    await audit(tx, { deed: 'distribution.distribute', subjectType: 'distribution', subjectId: id });
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
