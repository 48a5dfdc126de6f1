import { and, desc, eq } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { usualDeliveryDays } from '#app/domain/contract.ts';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { trialReportDueOn, trialSpan } from '#app/domain/trial-days.ts';
import { deliveries } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { getVersion } from './own-contract.server.ts';
import { clearTrialDeadlines, moveTrial, requireTrialDeed } from './own-trial.server.ts';
import { tellTrial } from './tell-trial.server.ts';

/**
 * The licensee accepts the delivery: the trial runs from today, and its days are set. Where none is agreed, the technology is in
 * regular use from today.
 */
export async function takeOverDelivery(
  ctx: ActorContext,
  { contractId }: { readonly contractId: string },
): Promise<void> {
  const { contract: seen } = await requireTrialDeed(ctx, contractId, 'takeOver');
  const { data } = await getVersion(ctx, seen.id, seen.signedVersionN ?? 0);
  const { trial } = termsFromJson(data.terms);
  await inTransaction(ctx, async (tx) => {
    const startsOn = dayOf(tx.now());
    if (trial.months === 0) return takeOverWhole(tx, contractId, startsOn);
    const { endsOn, decideBy } = trialSpan(trial, startsOn);
    const { contract } = await moveTrial(tx, contractId, 'takeOver', { startsOn, endsOn, decideBy });
    await answer(tx, contractId, { outcome: 'accepted' });
    await clearDeadline(tx, 'trial.inspect', contractId);
    const orgId = contract.licenseeOrgId;
    const reportAt = endOfDay(trialReportDueOn(endsOn));
    await setDeadline(tx, { kind: 'trial.report', subjectId: contractId, orgId, dueAt: reportAt });
    await setDeadline(tx, { kind: 'trial.end', subjectId: contractId, orgId: null, dueAt: endOfDay(endsOn) });
    await tellTrial(tx, contract, 'take_over');
  });
}

async function takeOverWhole(tx: In<ActorContext>, contractId: string, startsOn: Day): Promise<void> {
  const decided = { decidedOn: startsOn, decidedHow: 'notice', decidedBy: tx.actor.userId } as const;
  const { contract } = await moveTrial(tx, contractId, 'takeOverWhole', { startsOn, ...decided });
  await answer(tx, contractId, { outcome: 'accepted' });
  await clearTrialDeadlines(tx, contractId);
  await tellTrial(tx, contract, 'take_over_whole');
  // Royalties that awaited it run from today.
  await planNextReport(tx, contract);
}

/** The licensee sends the delivery back and says what is missing; the licensor delivers again. */
export async function sendBackDelivery(
  ctx: ActorContext,
  { contractId, reason }: { readonly contractId: string; readonly reason: string },
): Promise<void> {
  await requireTrialDeed(ctx, contractId, 'sendBack');
  await inTransaction(ctx, async (tx) => {
    const { contract } = await moveTrial(tx, contractId, 'sendBack');
    await answer(tx, contractId, { outcome: 'rejected', reason });
    await clearDeadline(tx, 'trial.inspect', contractId);
    const dueAt = endOfDay(addDays(dayOf(tx.now()), usualDeliveryDays));
    await setDeadline(tx, { kind: 'trial.deliver', subjectId: contractId, orgId: contract.licensorOrgId, dueAt });
    await tellTrial(tx, contract, 'send_back');
  });
}

async function answer(
  tx: In<ActorContext>,
  contractId: string,
  given: { readonly outcome: 'accepted' | 'rejected'; readonly reason?: string },
): Promise<void> {
  const [last] = await tx.db
    .select({ id: deliveries.id, outcome: deliveries.outcome })
    .from(deliveries)
    .where(eq(deliveries.contractId, contractId))
    .orderBy(desc(deliveries.n))
    .limit(1);
  if (last === undefined || last.outcome !== null) throw new AppError('state_changed');
  await tx.db
    .update(deliveries)
    .set({ ...given, decidedBy: tx.actor.userId, decidedAt: tx.now() })
    .where(and(eq(deliveries.id, last.id)));
}
