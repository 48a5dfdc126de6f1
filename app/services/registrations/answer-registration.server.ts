import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { type ContractRegistration, getSoldContract, moveContractRegistration } from './own-registration.server.ts';

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
  },
): Promise<ContractRegistration> {
  const { contractId, event, note } = input;
  await getSoldContract(ctx, contractId);
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contractId);
    const row = await moveContractRegistration(tx, input, event, { officeNote: note });
    await clearDeadline(tx, 'contract.register', contractId);
    return row;
  });
}
