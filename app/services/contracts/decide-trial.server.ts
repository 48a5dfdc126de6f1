import { eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { trials } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { declare } from './declare.server.ts';
import { passMilestones } from './deem-milestone.server.ts';
import { endEarly } from './end-early.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';
import { clearTrialDeadlines, moveTrial, requireTrialDeed } from './own-trial.server.ts';
import { tellTrial } from './tell-trial.server.ts';

/**
 * The licensee goes over to regular use, in writing and with a fresh second factor, since from here on it costs money; the trial ends
 * today at the latest, royalties begin the day after.
 */
export async function convertTrial(ctx: ActorContext, { contractId }: { readonly contractId: string }): Promise<void> {
  await requireTrialDeed(ctx, contractId, 'convert');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  await inTransaction(ctx, async (tx) => {
    const decidedOn = dayOf(tx.now());
    const decided = { decidedOn, decidedHow: 'notice', decidedBy: tx.actor.userId } as const;
    const { contract, trial } = await moveTrial(tx, contractId, 'convert', decided);
    // Decided before its end, the trial is shorter than agreed.
    if (trial.endsOn !== null && decidedOn < trial.endsOn) {
      await tx.db.update(trials).set({ endsOn: decidedOn }).where(eq(trials.id, trial.id));
    }
    await clearTrialDeadlines(tx, contractId);
    await tellTrial(tx, contract, 'convert');
    await planNextReport(tx, contract);
  });
}

/** Days that a licensee who left has to hand in the data of the trial (design default). */
const dataDays = 30;

/**
 * The licensee leaves by the trial, in writing and with a fresh second factor: the contract is terminated, what has made nothing
 * due is cancelled, and the data of the trial is still to be handed in.
 */
export async function exitTrial(
  ctx: ActorContext,
  { contractId, reason }: { readonly contractId: string; readonly reason: string },
): Promise<Contract> {
  const { contract: seen } = await requireTrialDeed(ctx, contractId, 'exit');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const decidedOn = dayOf(tx.now());
    await passMilestones(tx, await lockContract(tx, contractId));
    await moveTrial(tx, contractId, 'exit', { decidedOn, decidedHow: 'notice', decidedBy: tx.actor.userId });
    const contract = await moveContract(tx, { id: contractId, versionN: seen.versionN }, 'terminate');
    await clearTrialDeadlines(tx, contractId);
    await declare(tx, contract, 'licensee', 'terminate', { ground: 'trial_exit', reason });
    await endEarly(tx, contract);
    const dueAt = endOfDay(addDays(decidedOn, dataDays));
    await setDeadline(tx, { kind: 'trial.data', subjectId: contractId, orgId: contract.licenseeOrgId, dueAt });
    return contract;
  });
}
