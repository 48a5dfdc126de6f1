import { type Context, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { cancelMilestones } from './cancel-milestones.server.ts';
import { closeContract } from './close-contract.server.ts';
import { isTermOver } from './is-term-over.server.ts';
import { lockContract } from './own-contract.server.ts';
import { settleContract } from './settle-contract.server.ts';

/**
 * What the platform does when the term of a contract is over: what was never reached cannot fall due any more, evidence already
 * handed in keeps its days; a contract that is paid is closed. Swept by deadline; idempotent.
 */
export async function endTerm(ctx: Context, contractId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    if (!(await isTermOver(tx, contract))) return;
    await clearDeadline(tx, 'contract.term', contractId);
    if (contract.state === 'settled') return void (await closeContract(tx, contract));
    if (contract.state !== 'performing') return;
    await cancelMilestones(tx, contractId, ['submitted']);
    await settleContract(tx, contractId);
  });
}
