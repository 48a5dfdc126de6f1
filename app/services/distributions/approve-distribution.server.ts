import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { distributions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { getDistributionFor } from './own-distribution.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** Four eyes: finance or the approver agrees to what another person proposed. */
export async function approveDistribution(ctx: ActorContext, { id }: { id: string }): Promise<DistributionRow> {
  const row = await getDistributionFor(ctx, id, 'approve', ['finance', 'approver']);
  if (row.proposedBy === ctx.actor.userId) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const [approved] = await tx.db
      .update(distributions)
      .set({ state: 'approved', approvedBy: ctx.actor.userId, approvedAt: ctx.now() })
      .where(and(eq(distributions.id, id), eq(distributions.state, 'proposed')))
      .returning();
    if (approved === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'distribution.approve', subjectType: 'distribution', subjectId: id });
    const notice = { kind: 'distribution.approve', href: `/desk/receipts/${row.receiptId}` };
    await notifyPeople(tx, [row.proposedBy], notice);
    return approved;
  });
}
