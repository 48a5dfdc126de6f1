import { confirmWithinDays } from '#app/domain/bank-transfer.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import type { ActorContext, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { LockedClaim } from './lock-claim.server.ts';
import type { Receipt } from './move-receipt.server.ts';
import { openReceipt } from './open-receipt.server.ts';

type Columns = Omit<Parameters<typeof openReceipt>[2], 'method' | 'state'>;

/**
 * A receipt that waits for the payee's finance, which is asked to find the money on its bank statement. Nothing is booked until then. The
 * claim is locked.
 */
export async function openAwaited(tx: In<ActorContext>, claim: LockedClaim, columns: Columns): Promise<Receipt> {
  const told =
    columns.depositApplicationId == null
      ? ({ kind: 'receipt.claim' } as const)
      : ({ kind: 'receipt.set_off' } as const);
  const waiting = { ...columns, method: 'bank', state: receiptMachine.initial } as const;
  const receipt = await openReceipt(tx, claim, waiting, { deed: told.kind });
  const { id: subjectId, payeeOrgId: orgId } = receipt;
  const dueAt = endOfDay(addDays(dayOf(tx.now()), confirmWithinDays));
  await setDeadline(tx, { kind: 'receipt.confirm', subjectId, orgId, dueAt });
  const notice = { ...told, params: { title: receipt.no }, href: `/desk/receipts/${subjectId}` };
  await notifyOrganisation(tx, orgId, ['finance'], notice);
  return receipt;
}
