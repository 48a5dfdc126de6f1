import { eq } from 'drizzle-orm';
import { distributionPublicities, distributions } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { moveDistribution } from './move-distribution.server.ts';

/** The last working day of a reward list has passed: its shares may be entered. Swept by deadline; idempotent. */
export async function endRewardPublicity(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(distributions).where(eq(distributions.id, id)).for('update');
    if (row?.state !== 'publicity') return;
    const [publicity] = await tx.db
      .select()
      .from(distributionPublicities)
      .where(eq(distributionPublicities.distributionId, id));
    if (publicity?.endsAt == null || tx.now() <= publicity.endsAt) return;
    await moveDistribution(tx, row, 'endPublicity');
    await clearDeadline(tx, 'distribution.end', id);
    const notice = { kind: 'distribution.end_publicity', href: `/desk/receipts/${row.receiptId}` };
    await notifyOrganisation(tx, row.orgId, ['finance', 'officer'], notice);
  });
}
