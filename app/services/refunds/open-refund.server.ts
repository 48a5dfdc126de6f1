import { v7 } from 'uuid';
import { advanceOfRefund } from '#app/domain/allocation.ts';
import { AppError } from '#app/domain/errors.ts';
import { receiptDeeds } from '#app/domain/receipt-deeds.ts';
import { refundMachine } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import type { LockedReceipt } from '../payments/lock-receipt.server.ts';
import type { Refund } from './move-refund.server.ts';

type NewRefund = Pick<Refund, 'kind' | 'method' | 'amountFen' | 'reason' | 'paidOn'> &
  Partial<Pick<Refund, 'id' | 'bankSerial' | 'bankSerialKey' | 'voucherFileId'>>;

/** Reserves what shall go back. The receipt is locked and the amount was judged under that lock. */
export async function openRefund(
  tx: In<ActorContext>,
  { receipt, ...use }: LockedReceipt,
  input: NewRefund,
): Promise<Refund> {
  if (!receiptDeeds(tx.actor, { ...receipt, ...use }).includes('refund')) throw new AppError('state_changed');
  const row = await insertRow(tx, refunds, {
    ...input,
    id: input.id ?? v7(),
    receiptId: receipt.id,
    contractId: receipt.contractId,
    obligationId: receipt.obligationId,
    payerOrgId: receipt.payerOrgId,
    payeeOrgId: receipt.payeeOrgId,
    advanceFen: advanceOfRefund(input.amountFen, use.left),
    state: refundMachine.initial,
    requestedBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  await audit(tx, { deed: 'refund.open', subjectType: 'refund', subjectId: row.id });
  return row;
}
