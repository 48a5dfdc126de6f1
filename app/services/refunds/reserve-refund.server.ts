import { advanceOfRefund } from '#app/domain/allocation.ts';
import { refundMachine } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import type { LockedReceipt } from '../payments/lock-receipt.server.ts';
import type { Refund } from './move-refund.server.ts';

/** `requestedBy` is null where it was made at the provider, by a dispute or in its own pages; `isAsked`: a second person is to look first. */
export type NewRefund = Pick<Refund, 'kind' | 'method' | 'amountFen' | 'reason' | 'paidOn'> &
  Partial<{ readonly isAsked: boolean }> &
  Partial<Pick<Refund, 'id' | 'bankSerial' | 'bankSerialKey' | 'voucherFileId' | 'providerRefundId' | 'requestedBy'>>;

/** Reserves what shall go back of a receipt, or went back already, its advance first. The receipt is locked. */
export async function reserveRefund(
  tx: In<Context>,
  { receipt, left }: Pick<LockedReceipt, 'receipt' | 'left'>,
  { isAsked = false, ...input }: NewRefund,
): Promise<Refund> {
  const row = await insertRow(tx, refunds, {
    ...input,
    receiptId: receipt.id,
    contractId: receipt.contractId,
    obligationId: receipt.obligationId,
    payerOrgId: receipt.payerOrgId,
    payeeOrgId: receipt.payeeOrgId,
    advanceFen: advanceOfRefund(input.amountFen, left),
    state: isAsked ? refundMachine.initial : 'open',
    createdAt: tx.now(),
  });
  await audit(tx, { deed: 'refund.open', subjectType: 'refund', subjectId: row.id, orgId: receipt.payeeOrgId });
  return row;
}
