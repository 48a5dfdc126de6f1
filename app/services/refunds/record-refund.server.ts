import { foldBankSerial } from '#app/domain/bank-serial.ts';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { refuseFaults } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { confirmRefundWithinDays, refundFaults } from '#app/domain/refund-faults.ts';
import type { RefundKind } from '#app/domain/refund.ts';
import type { ActorContext } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { beginRefund } from './begin-refund.server.ts';
import type { Refund } from './move-refund.server.ts';
import { openRefund } from './open-refund.server.ts';
import { refundFacts } from './refund-facts.server.ts';

export interface BankRefund {
  readonly receiptId: string;
  readonly kind: RefundKind;
  readonly amountFen: Fen;
  readonly reason: string;
  /** Absent where it was read from a bank statement without serials. */
  readonly bankSerial?: string;
  readonly paidOn: Day;
  /** Absent where it was read from a bank statement. */
  readonly voucher?: Received;
  readonly key?: string;
}

/**
 * The payee's finance records that money of a bank receipt went back, by its own transfer or because the bank returned it.
 * Nothing is booked until the payer's finance finds it on its own statement: the record makes the payer owe again.
 */
export const recordRefund = (ctx: ActorContext, input: BankRefund): Promise<Refund> =>
  beginRefund(ctx, input, 'bank', async (tx, locked, id) => {
    const { kind, amountFen, reason, bankSerial, paidOn } = input;
    const { receipt } = locked;
    const facts = await refundFacts(tx, receipt, locked, bankSerial ?? '');
    refuseFaults(refundFaults(input, facts), facts.isSerialUsed ? 'duplicate' : 'invalid');
    const file = input.voucher ? await keepFile(tx, input.voucher, 'voucher', receipt.payeeOrgId) : null;
    const serial = bankSerial === undefined ? {} : { bankSerial, bankSerialKey: foldBankSerial(bankSerial) };
    const slip = { ...serial, voucherFileId: file?.id ?? null, paidOn };
    const refund = await openRefund(tx, locked, { id, kind, method: 'bank', amountFen, reason, ...slip });
    const dueAt = endOfDay(addDays(dayOf(tx.now()), confirmRefundWithinDays));
    await setDeadline(tx, { kind: 'refund.confirm', subjectId: id, orgId: receipt.payerOrgId, dueAt });
    const notice = { kind: 'refund.record', params: { title: receipt.no }, href: `/desk/receipts/${receipt.id}` };
    await notifyOrganisation(tx, receipt.payerOrgId, ['officer', 'finance'], notice);
    return refund;
  });
