import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { trialReportDueOn, trialSpan } from '#app/domain/trial-days.ts';
import type { ActorContext, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { requireExtendable } from './ask-other-side.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { findTrial, moveTrial } from './own-trial.server.ts';
import { tellTrial } from './tell-trial.server.ts';

/** Both sides have agreed in writing: the trial is longer by the months of the terms, once. */
export async function extendTrial(tx: In<ActorContext>, contract: Contract): Promise<void> {
  const extraMonths = await requireExtendable(tx, contract);
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
  const trial = await findTrial(tx, contract.id);
  if (trial?.startsOn == null) throw new AppError('state_changed');
  const span = trialSpan(termsFromJson(data.terms).trial, trial.startsOn, extraMonths);
  await moveTrial(tx, contract.id, 'extend', { ...span, extendedOn: dayOf(tx.now()) });
  const { id: subjectId, licenseeOrgId: orgId } = contract;
  await clearDeadline(tx, 'trial.decide', subjectId);
  await setDeadline(tx, { kind: 'trial.report', subjectId, orgId, dueAt: endOfDay(trialReportDueOn(span.endsOn)) });
  await setDeadline(tx, { kind: 'trial.end', subjectId, orgId: null, dueAt: endOfDay(span.endsOn) });
  await tellTrial(tx, contract, 'extend');
}
