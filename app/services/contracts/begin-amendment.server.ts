import { eq } from 'drizzle-orm';
import { contractAmendments } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { lockContract } from './own-contract.server.ts';
import { waitingAmendment } from './take-amendment-effect.server.ts';

/** What the platform does on the first day of a signed change: whoever locks the contract takes it. Swept by deadline; idempotent. */
export async function beginAmendment(ctx: Context, amendmentId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const isThis = eq(contractAmendments.id, amendmentId);
    const [amendment] = await tx.db.select().from(contractAmendments).where(isThis);
    if (amendment === undefined) return;
    const contract = await lockContract(tx, amendment.contractId);
    if ((await waitingAmendment(tx, contract))?.id === amendmentId) return;
    await clearDeadline(tx, 'amendment.take_effect', amendmentId);
  });
}
