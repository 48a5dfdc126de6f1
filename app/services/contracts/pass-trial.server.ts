import { awaitsDelivery } from '#app/domain/awaited-delivery.ts';
import { runningContractStates } from '#app/domain/contract-machine.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { trialEndOf } from '#app/domain/schedule.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { declare } from './declare.server.ts';
import { endEarly } from './end-early.server.ts';
import { type Contract, getVersion, lockContract, moveContract } from './own-contract.server.ts';
import { clearTrialDeadlines, findTrial, stepTrial, type Trial } from './own-trial.server.ts';
import { tellTrial } from './tell-trial.server.ts';

/**
 * What time does to a trial: after its last day it is to be decided; silence through the days to decide is exit, never
 * conversion. Swept by deadline; asked too early, too late or again, it changes nothing, and nothing passes while the
 * contract stands still.
 */
export async function passTrial(ctx: Context, contractId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    if (!runningContractStates.includes(contract.state)) return;
    await endTrial(tx, contract);
    await deemExit(tx, contract);
  });
}

async function endTrial(tx: In<Context>, contract: Contract): Promise<void> {
  const { id, licenseeOrgId: orgId } = contract;
  const trial = await findTrial(tx, id);
  if (trial?.endsOn == null || trial.decideBy === null || trial.endsOn >= dayOf(tx.now())) return;
  if ((await stepTrial(tx, id, 'end')) === null) return;
  await clearDeadline(tx, 'trial.end', id);
  await setDeadline(tx, { kind: 'trial.decide', subjectId: id, orgId, dueAt: endOfDay(trial.decideBy) });
  await tellTrial(tx, contract, 'end');
}

async function deemExit(tx: In<Context>, { id, versionN }: Contract): Promise<void> {
  const trial = await findTrial(tx, id);
  if (trial?.state !== 'deciding' || trial.decideBy === null || trial.decideBy >= dayOf(tx.now())) return;
  // From the day on which the silence ended, however late the sweep is.
  await stepTrial(tx, id, 'deemExit', { decidedOn: trial.decideBy, decidedHow: 'silence' });
  const contract = await moveContract(tx, { id, versionN }, 'terminate');
  await clearTrialDeadlines(tx, id);
  const reason = `试用至 ${trial.endsOn}，被许可方到 ${trial.decideBy} 没有书面选择，按合同视为退出。`;
  const effectiveOn = trial.decideBy;
  await declare(tx, contract, 'licensee', 'terminate', { ground: 'trial_silence', reason, effectiveOn });
  await endEarly(tx, contract);
}

/**
 * Whether the days to decide on a trial are over without a word, though the sweep has not come by yet: silence was exit, and going on
 * comes too late. Never while the contract stands still.
 */
export function isExitDue(contract: Pick<Contract, 'state'>, trial: Trial | null, today: Day): boolean {
  if (trial?.decideBy == null || !runningContractStates.includes(contract.state)) return false;
  return (trial.state === 'running' || trial.state === 'deciding') && trial.decideBy < today;
}

/** Throws `state_changed` where going on comes too late (`isExitDue`). The contract is locked. */
export async function requireInTime(tx: In<Context>, contract: Contract): Promise<void> {
  if (isExitDue(contract, await findTrial(tx, contract.id), dayOf(tx.now()))) throw new AppError('state_changed');
}

/**
 * A licensee who accepts a milestone or reports revenue after the trial goes on with the contract: he has converted by conduct. Before
 * the end of the trial, or of the days planned for it where no delivery is on record, and while the contract stands still, it changes
 * nothing. Nor does it where no trial is agreed and royalties await delivery, which is still to be accepted.
 */
export async function goOnTrial(tx: In<Context>, contract: Contract): Promise<void> {
  if (!runningContractStates.includes(contract.state)) return;
  const today = dayOf(tx.now());
  const seen = await findTrial(tx, contract.id);
  if (seen === null || contract.signedAt === null || contract.signedVersionN === null) return;
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN);
  const terms = termsFromJson(data.terms);
  if (awaitsDelivery(terms)) return;
  const plannedEndOn = trialEndOf(terms, { signedOn: dayOf(contract.signedAt) });
  if (today <= (seen.endsOn ?? plannedEndOn)) return;
  await endTrial(tx, contract);
  const trial = await stepTrial(tx, contract.id, 'goOn', { decidedOn: today, decidedHow: 'conduct' });
  if (trial === null) return;
  await clearTrialDeadlines(tx, contract.id);
  // Least sums of periods that are overdue waited for it; the next sweep raises them.
  const { id: subjectId } = contract;
  await setDeadline(tx, { kind: 'royalty.minimum', subjectId, orgId: null, dueAt: tx.now() });
  await tellTrial(tx, contract, 'go_on');
}
