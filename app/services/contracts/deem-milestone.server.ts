import { asc, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { milestones } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { chargeMilestone } from './charge-milestone.server.ts';
import { fallDueMilestone } from './fall-due-milestone.server.ts';
import { type Contract, lockContract } from './own-contract.server.ts';
import { answerSubmission, type Milestone, moveMilestone } from './own-milestone.server.ts';
import { tellMilestone } from './tell-milestone.server.ts';

/**
 * What the platform does when a milestone's day has come: silence after the agreed days is acceptance, and an agreed date falls
 * due by itself. Swept by deadline; asked too early, too late or again, it changes nothing.
 */
export async function deemMilestone(ctx: Context, milestoneId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [seen] = await tx.db.select().from(milestones).where(eq(milestones.id, milestoneId));
    if (seen === undefined) return;
    const contract = await lockContract(tx, seen.contractId);
    const [row] = await tx.db.select().from(milestones).where(eq(milestones.id, milestoneId));
    if (row !== undefined) await passMilestone(tx, contract, row);
  });
}

/**
 * What time has done already, before a declaration stops milestones: the sweep may be late, and who is quicker gains nothing by it.
 * The contract is locked; while it stands still nothing passes. Answers the contract as it is then.
 */
export async function passMilestones(tx: In<Context>, contract: Contract): Promise<Contract> {
  const rows = await tx.db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contract.id))
    .orderBy(asc(milestones.position));
  for (const row of rows) await passMilestone(tx, contract, row);
  return lockContract(tx, contract.id);
}

async function passMilestone(tx: In<Context>, contract: Contract, row: Milestone): Promise<void> {
  if (row.state === 'submitted') return deem(tx, row);
  if (row.state === 'pending') return fallDueMilestone(tx, contract, row);
}

async function deem(tx: In<Context>, row: Milestone): Promise<void> {
  const at = tx.now();
  if (row.acceptDueAt === null || at <= row.acceptDueAt) return;
  const moved = await moveMilestone(tx, row, 'deem', { acceptedAt: at });
  if (moved === null) return;
  await answerSubmission(tx, row.id, { outcome: 'deemed' });
  await tellMilestone(tx, moved.contract, moved.milestone, 'milestone.deem');
  // From the day the silence ended, however late the sweep is.
  await chargeMilestone(tx, moved.contract, moved.milestone, dayOf(row.acceptDueAt), 'deemed');
}
