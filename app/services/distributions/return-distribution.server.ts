import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { distributions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { getDistributionFor } from './own-distribution.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** The proposal goes back with a reason; the officer may make another one. */
export async function returnDistribution(
  ctx: ActorContext,
  { id, note }: { id: string; note: string },
): Promise<DistributionRow> {
  const row = await getDistributionFor(ctx, id, 'return', ['finance', 'approver']);
  return inTransaction(ctx, async (tx) => {
    const [returned] = await tx.db
      .update(distributions)
      .set({ state: 'returned', returnNote: note })
      .where(and(eq(distributions.id, id), eq(distributions.state, row.state)))
      .returning();
    if (returned === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'distribution.return', subjectType: 'distribution', subjectId: id });
    const notice = { kind: 'distribution.return', href: `/desk/receipts/${row.receiptId}` };
    await notifyPeople(tx, [row.proposedBy], notice);
    return returned;
  });
}
