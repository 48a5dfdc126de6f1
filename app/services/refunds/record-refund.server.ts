import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isProofFresh } from '#app/domain/access.ts';
import { foldBankSerial } from '#app/domain/bank-serial.ts';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { confirmRefundWithinDays, refundFaults } from '#app/domain/refund-faults.ts';
import type { RefundKind } from '#app/domain/refund.ts';
import { refunds } from '#db/schema/index.ts';
import { type ActorContext, inTransaction, isUniqueViolation } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import type { Refund } from './move-refund.server.ts';
import { openRefund } from './open-refund.server.ts';
import { getPayeeReceipt, refundFacts } from './refund-facts.server.ts';

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
export async function recordRefund(ctx: ActorContext, input: BankRefund): Promise<Refund> {
  if (!mayDoMoney(ctx.actor, 'refund')) throw new AppError('forbidden');
  const found = await getPayeeReceipt(ctx, input.receiptId);
  if (found.method !== 'bank') throw new AppError('invalid', { says: '在线收到的款请在线退款。' });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  const { kind, amountFen, reason, bankSerial, paidOn } = input;
  try {
    return await inTransaction(ctx, async (tx) => {
      const { id, isFirst } = await once(tx, input.key, 'refund.record', v7());
      if (!isFirst) {
        const [earlier] = await tx.db.select().from(refunds).where(eq(refunds.id, id));
        if (earlier === undefined) throw new AppError('conflict');
        return earlier;
      }
      const locked = await lockReceipt(tx, found);
      if (locked.hasOpenRefund) throw new AppError('state_changed');
      const facts = await refundFacts(tx, locked.receipt, locked, bankSerial ?? '');
      refuseFaults(refundFaults(input, facts), facts.isSerialUsed ? 'duplicate' : 'invalid');
      const file = input.voucher ? await keepFile(tx, input.voucher, 'voucher', found.payeeOrgId) : null;
      const serial = bankSerial === undefined ? {} : { bankSerial, bankSerialKey: foldBankSerial(bankSerial) };
      const slip = { ...serial, voucherFileId: file?.id ?? null, paidOn };
      const refund = await openRefund(tx, locked, { id, kind, method: 'bank', amountFen, reason, ...slip });
      const dueAt = endOfDay(addDays(dayOf(tx.now()), confirmRefundWithinDays));
      await setDeadline(tx, { kind: 'refund.confirm', subjectId: id, orgId: found.payerOrgId, dueAt });
      const notice = { kind: 'refund.record', params: { title: found.no }, href: `/desk/receipts/${found.id}` };
      await notifyOrganisation(tx, found.payerOrgId, ['officer', 'finance'], notice);
      return refund;
    });
  } catch (error) {
    // Two records at the same moment: the index lets one of them through.
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('state_changed');
  }
}
