import { officeDays } from '#app/domain/contract-registration.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import {
  type ContractRegistration,
  findRegistration,
  getSoldContract,
  moveContractRegistration,
} from './own-registration.server.ts';

/** What the office said short of a certificate, or how the seller ended it; each with its reason. */
export type RegistrationAnswer = 'supplement' | 'refuse' | 'withdraw' | 'cancel';

/** Records a word of the office: it asks for a supplement, refuses or cancels; or the seller takes the application back. */
export async function answerRegistration(
  ctx: ActorContext,
  input: {
    readonly contractId: string;
    /** `registrationMark` of what the person saw. */
    readonly seen: string;
    readonly event: RegistrationAnswer;
    readonly note: string;
    /** The day on which the office asked for a supplement; its days stop there, whenever that is recorded. */
    readonly askedOn?: Day;
  },
): Promise<ContractRegistration> {
  const { contractId, event, note, askedOn } = input;
  await getSoldContract(ctx, contractId);
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contractId);
    const used = event === 'supplement' ? await daysUsed(tx, contractId, askedOn ?? dayOf(tx.now())) : {};
    const row = await moveContractRegistration(tx, input, event, { officeNote: note, ...used });
    await clearDeadline(tx, 'contract.register', contractId);
    return row;
  });
}

/** The office's days stop on that day: what has run of them counts when the papers go back. */
async function daysUsed(tx: In<ActorContext>, contractId: string, askedOn: Day): Promise<{ usedDays?: number }> {
  const row = await findRegistration(tx, contractId);
  if (row === null || row.submittedOn === null) return {};
  if (askedOn < row.submittedOn || askedOn > dayOf(tx.now())) {
    throw new AppError('invalid', { says: '应当在提交之后，不晚于今天。' }, 'askedOn');
  }
  return { usedDays: row.usedDays + officeDays(row.submittedOn, askedOn, await workCalendar(tx)) };
}
