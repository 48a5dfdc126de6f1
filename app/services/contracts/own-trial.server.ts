import { and, eq } from 'drizzle-orm';
import { type ContractDeed, contractSideOf } from '#app/domain/contract-deeds.ts';
import { runningContractStates } from '#app/domain/contract-machine.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState, transitionOf } from '#app/domain/machine.ts';
import { type TrialEvent, trialMachine } from '#app/domain/trial-machine.ts';
import { contracts, trials } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { type Contract, lockContract, requireDeed } from './own-contract.server.ts';
import { seesContract } from './sees-contract.server.ts';

export type Trial = typeof trials.$inferSelect;

/** Delivery and trial of a contract; null before it was signed, and for contracts from before trials were kept. */
export async function findTrial({ db }: Pick<Context, 'db'>, contractId: string): Promise<Trial | null> {
  const [trial] = await db.select().from(trials).where(eq(trials.contractId, contractId));
  return trial ?? null;
}

/** The gates of a deed of delivery or trial: role, party, side; its state is asked again under the lock. */
export async function requireTrialDeed(
  ctx: ActorContext,
  contractId: string,
  event: TrialEvent & ContractDeed,
): Promise<{ contract: Contract; trial: Trial }> {
  requireDeed(ctx, event);
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, contractId));
  const side = contract === undefined ? null : contractSideOf(ctx.actor, contract);
  if (contract === undefined || side === null || !(await seesContract(ctx, contract))) throw new AppError('not_found');
  const trial = await findTrial(ctx, contractId);
  const transition = trial && transitionOf(trialMachine, trial.state, event);
  if (!trial || !transition || !runningContractStates.includes(contract.state)) throw new AppError('state_changed');
  if (!transition.by.some((role) => role === side)) throw new AppError('forbidden');
  return { contract, trial };
}

/** Lets the trial's machine take it on by `event`; null where its state does not know the event. The contract is locked. */
export async function stepTrial(
  tx: In<Context>,
  contractId: string,
  event: TrialEvent,
  columns: Omit<Partial<typeof trials.$inferInsert>, 'state'> = {},
): Promise<Trial | null> {
  const [row] = await tx.db.select().from(trials).where(eq(trials.contractId, contractId)).for('update');
  if (row === undefined || transitionOf(trialMachine, row.state, event) === undefined) return null;
  const [trial] = await tx.db
    .update(trials)
    .set({ ...columns, state: nextState(trialMachine, row.state, event), updatedAt: tx.now() })
    .where(and(eq(trials.id, row.id), eq(trials.state, row.state)))
    .returning();
  return trial ?? null;
}

/** Locks the contract, which must be performed, then moves its trial; else state_changed. */
export async function moveTrial(
  tx: In<Context>,
  contractId: string,
  event: TrialEvent,
  columns: Omit<Partial<typeof trials.$inferInsert>, 'state'> = {},
): Promise<{ contract: Contract; trial: Trial }> {
  const contract = await lockContract(tx, contractId);
  const isRunning = runningContractStates.includes(contract.state);
  const trial = isRunning ? await stepTrial(tx, contractId, event, columns) : null;
  if (trial === null) throw new AppError('state_changed');
  return { contract, trial };
}

const trialDeadlines = ['trial.deliver', 'trial.inspect', 'trial.report', 'trial.end', 'trial.decide'] as const;

/** Nothing of delivery and trial is awaited any more. */
export async function clearTrialDeadlines(tx: In<Context>, contractId: string): Promise<void> {
  for (const kind of trialDeadlines) await clearDeadline(tx, kind, contractId);
}
