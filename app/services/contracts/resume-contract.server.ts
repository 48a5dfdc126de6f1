import { and, eq, gte, isNull } from 'drizzle-orm';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { startedTrialStates } from '#app/domain/trial-machine.ts';
import { milestones, milestoneSubmissions, trials } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { declare, type DeclarationInput, requireDeclaration } from './declare.server.ts';
import { lastDeclaration } from './last-declaration.server.ts';
import { type Contract, lockContract, moveContract } from './own-contract.server.ts';
import { findTrial } from './own-trial.server.ts';
import { lastDayFor } from './terms-in-force.server.ts';

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
      await giveDaysBack(tx, contract, { since: suspension.declaredAt, lostMs });
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

/** Evidence that was not answered, waiting or meanwhile reached by sales, which a correction may take back. */
async function giveDaysBack(
  tx: In<ActorContext>,
  contract: Contract,
  { since, lostMs }: { readonly since: Date; readonly lostMs: number },
): Promise<void> {
  const unanswered = await tx.db
    .select({ id: milestoneSubmissions.id, answerBy: milestoneSubmissions.answerBy, milestone: milestones })
    .from(milestoneSubmissions)
    .innerJoin(milestones, eq(milestones.id, milestoneSubmissions.milestoneId))
    .where(
      and(
        eq(milestones.contractId, contract.id),
        isNull(milestoneSubmissions.outcome),
        gte(milestoneSubmissions.answerBy, since),
      ),
    );
  for (const { id, answerBy, milestone } of unanswered) {
    // Days to answer end with a day, for whoever answers as for the check of the books: a day begun is given back whole.
    const dueAt = endOfDay(await lastDayFor(tx, contract.id, addDays(dayOf(answerBy), Math.ceil(lostMs / dayMs))));
    await tx.db.update(milestoneSubmissions).set({ answerBy: dueAt }).where(eq(milestoneSubmissions.id, id));
    if (milestone.state !== 'submitted') continue;
    await tx.db.update(milestones).set({ acceptDueAt: dueAt }).where(eq(milestones.id, milestone.id));
    const deadline = { kind: 'milestone.accept', subjectId: milestone.id, orgId: contract.licenseeOrgId } as const;
    await setDeadline(tx, { ...deadline, dueAt });
  }
}
