import { and, desc, eq } from 'drizzle-orm';
import { type ContractDeed, contractSideOf, letsMilestoneMove } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState, transitionOf } from '#app/domain/machine.ts';
import { type MilestoneEvent, milestoneMachine, type SubmissionOutcome } from '#app/domain/milestone.ts';
import { contracts, milestones, milestoneSubmissions } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { type Contract, lockContract } from './own-contract.server.ts';
import { seesContract } from './sees-contract.server.ts';

export type Milestone = typeof milestones.$inferSelect;

/** A milestone of a contract of the actor's organisation, which must be on the side that does `deed`. */
export async function getOwnMilestone(
  ctx: ActorContext,
  id: string,
  deed: ContractDeed,
): Promise<{ contract: Contract; milestone: Milestone }> {
  const [found] = await ctx.db
    .select({ milestone: milestones, contract: contracts })
    .from(milestones)
    .innerJoin(contracts, eq(contracts.id, milestones.contractId))
    .where(eq(milestones.id, id));
  const side = found === undefined ? null : contractSideOf(ctx.actor, found.contract);
  if (found === undefined || side === null || !(await seesContract(ctx, found.contract)))
    throw new AppError('not_found');
  const transition = transitionOf(milestoneMachine, found.milestone.state, deed);
  if (transition === undefined || !letsMilestoneMove(found.contract.state, deed)) throw new AppError('state_changed');
  if (!transition.by.includes(side)) throw new AppError('forbidden');
  return found;
}

type MilestoneColumns = Omit<Partial<typeof milestones.$inferInsert>, 'state'>;

/** Lets the milestone's machine take it on by `event`; null where its state does not know the event. The contract is locked. */
export async function stepMilestone(
  tx: In<Context>,
  id: string,
  event: MilestoneEvent,
  columns: MilestoneColumns = {},
): Promise<Milestone | null> {
  const [row] = await tx.db.select().from(milestones).where(eq(milestones.id, id)).for('update');
  if (row === undefined || transitionOf(milestoneMachine, row.state, event) === undefined) return null;
  const [milestone] = await tx.db
    .update(milestones)
    .set({ ...columns, state: nextState(milestoneMachine, row.state, event), updatedAt: tx.now() })
    .where(and(eq(milestones.id, id), eq(milestones.state, row.state)))
    .returning();
  return milestone ?? null;
}

/** Locks the contract, then moves its milestone by `event`; null when either does not stand where the event begins. */
export async function moveMilestone(
  tx: In<Context>,
  { id, contractId }: Pick<Milestone, 'id' | 'contractId'>,
  event: MilestoneEvent,
  columns: MilestoneColumns = {},
): Promise<{ contract: Contract; milestone: Milestone } | null> {
  const contract = await lockContract(tx, contractId);
  if (!letsMilestoneMove(contract.state, event)) return null;
  const milestone = await stepMilestone(tx, id, event, columns);
  return milestone && { contract, milestone };
}

/** Writes the answer beside the evidence it answers: the latest hand-in. */
export async function answerSubmission(
  tx: In<Context>,
  milestoneId: string,
  answer: { readonly outcome: SubmissionOutcome; readonly reason?: string },
): Promise<void> {
  const [last] = await tx.db
    .select({ id: milestoneSubmissions.id })
    .from(milestoneSubmissions)
    .where(eq(milestoneSubmissions.milestoneId, milestoneId))
    .orderBy(desc(milestoneSubmissions.n))
    .limit(1);
  if (last === undefined) throw new AppError('state_changed');
  await tx.db
    .update(milestoneSubmissions)
    .set({ ...answer, decidedBy: tx.actor?.userId ?? null, decidedAt: tx.now() })
    .where(eq(milestoneSubmissions.id, last.id));
}
