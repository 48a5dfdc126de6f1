import { and, eq } from 'drizzle-orm';
import { addDays, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { startedTrialStates } from '#app/domain/trial-machine.ts';
import { milestones, trials } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { declare, type DeclarationInput, requireDeclaration } from './declare.server.ts';
import { lastDeclaration } from './last-declaration.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';
import { findTrial } from './own-trial.server.ts';

/**
 * The party that suspended lets performance go on. Who waits for an answer to evidence gets the days back that the suspension
 * took, so that silence during it is not acceptance.
 */
export async function resumeContract(ctx: ActorContext, input: DeclarationInput): Promise<Contract> {
  const own = await requireDeclaration(ctx, 'resume', input);
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, input.contractId);
    const suspension = await lastDeclaration(tx, input.contractId, 'suspend');
    if (suspension !== null && suspension.side !== own.side) throw new AppError('forbidden');
    const contract = await moveContract(tx, { id: input.contractId, versionN: input.versionN }, 'resume');
    if (suspension) {
      const lostMs = tx.now().getTime() - suspension.declaredAt.getTime();
      await giveDaysBack(tx, contract, lostMs);
      await giveTrialBack(tx, contract, Math.floor(lostMs / dayMs));
    }
    await declare(tx, contract, own.side, 'resume', input);
    return contract;
  });
}

const dayMs = 86_400_000;

/** A trial that stood still ends as many whole days later. */
async function giveTrialBack(
  tx: In<ActorContext>,
  { id, licenseeOrgId: orgId }: Contract,
  days: number,
): Promise<void> {
  const trial = await findTrial(tx, id);
  if (days === 0 || trial?.endsOn == null || trial.decideBy === null) return;
  if (!startedTrialStates.includes(trial.state)) return;
  const endsOn = addDays(trial.endsOn, days);
  const decideBy = addDays(trial.decideBy, days);
  await tx.db.update(trials).set({ endsOn, decideBy }).where(eq(trials.id, trial.id));
  if (trial.state === 'running') {
    await setDeadline(tx, { kind: 'trial.end', subjectId: id, orgId: null, dueAt: endOfDay(endsOn) });
  } else {
    await setDeadline(tx, { kind: 'trial.decide', subjectId: id, orgId, dueAt: endOfDay(decideBy) });
  }
}

async function giveDaysBack(tx: In<ActorContext>, contract: Contract, lostMs: number): Promise<void> {
  const waiting = await tx.db
    .select()
    .from(milestones)
    .where(and(eq(milestones.contractId, contract.id), eq(milestones.state, 'submitted')));
  for (const { id, acceptDueAt } of waiting) {
    if (acceptDueAt === null) continue;
    const dueAt = new Date(acceptDueAt.getTime() + lostMs);
    await tx.db.update(milestones).set({ acceptDueAt: dueAt }).where(eq(milestones.id, id));
    await setDeadline(tx, { kind: 'milestone.accept', subjectId: id, orgId: contract.licenseeOrgId, dueAt });
  }
}
