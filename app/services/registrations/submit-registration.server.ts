import { decideBy } from '#app/domain/contract-registration.ts';
import { type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import {
  type ContractRegistration,
  findSeenRegistration,
  getSoldContract,
  moveContractRegistration,
} from './own-registration.server.ts';

/** The papers went to the office on a day: its working days run from there, after a supplement with what was left of them. */
export async function submitRegistration(
  ctx: ActorContext,
  input: {
    readonly contractId: string;
    /** `registrationMark` of what the person saw. */
    readonly seen: string;
    readonly office: string;
    readonly submittedOn: Day;
  },
): Promise<ContractRegistration> {
  const { contractId, office, submittedOn } = input;
  await getSoldContract(ctx, contractId);
  if (submittedOn > dayOf(ctx.now())) throw new AppError('invalid', { says: '提交日期不能晚于今天。' }, 'submittedOn');
  return inTransaction(ctx, async (tx) => {
    const { licensorOrgId } = await lockContract(tx, contractId);
    const seen = await findSeenRegistration(tx, contractId, input.seen);
    if (seen === null) throw new AppError('state_changed');
    const dueOn = decideBy(submittedOn, seen.technicalFen, await workCalendar(tx), seen.usedDays);
    const columns = { office, submittedOn, decideBy: dueOn, officeNote: null };
    const row = await moveContractRegistration(tx, input, 'submit', columns);
    const deadline = { kind: 'contract.register', subjectId: contractId, orgId: licensorOrgId } as const;
    await setDeadline(tx, { ...deadline, dueAt: endOfDay(dueOn) });
    return row;
  });
}
