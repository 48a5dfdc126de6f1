import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { hasRole } from '#app/domain/access.ts';
import { foldBankSerial } from '#app/domain/bank-serial.ts';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { obligations, receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction, isUniqueViolation } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { lockClaim } from './lock-claim.server.ts';

export type Receipt = typeof receipts.$inferSelect;

export interface BankTransfer {
  readonly obligationId: string;
  readonly amountFen: Fen;
  /** Serial number of the bank slip (回单流水号). */
  readonly bankSerial: string;
  readonly paidOn: Day;
  readonly voucher: Received;
  readonly key?: string;
}

/** Days in which the payee's finance should look at its bank statement. */
const confirmWithinDays = 3;

/** The payer says that he paid by bank transfer and shows the slip. Nothing is booked until the payee confirms. */
export async function claimBankTransfer(ctx: ActorContext, input: BankTransfer): Promise<Receipt> {
  if (!hasRole(ctx.actor, 'officer', 'finance')) throw new AppError('forbidden');
  const [row] = await ctx.db.select().from(obligations).where(eq(obligations.id, input.obligationId));
  if (row === undefined || row.payerOrgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  if (input.amountFen <= 0n) throw new AppError('invalid', { says: '请填大于 0 的金额。' }, 'amount');
  if (input.paidOn > dayOf(ctx.now())) throw new AppError('invalid', { says: '付款日期不能晚于今天。' }, 'paidOn');
  try {
    return await inTransaction(ctx, (tx) => claim(tx, input));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const says = '这个流水号已经登记过，一张回单只能用一次。';
    throw new AppError('duplicate', { says }, 'bankSerial');
  }
}

async function claim(tx: In<ActorContext>, input: BankTransfer): Promise<Receipt> {
  const { id, isFirst } = await once(tx, input.key, 'receipt.claim', v7());
  if (!isFirst) {
    const [earlier] = await tx.db.select().from(receipts).where(eq(receipts.id, id));
    if (earlier === undefined) throw new AppError('conflict');
    return earlier;
  }
  const { contract, obligation, outstandingFen } = await lockClaim(tx, input.obligationId);
  if (outstandingFen <= 0n) throw new AppError('over_allocated');
  const file = await keepFile(tx, input.voucher, 'voucher', obligation.payerOrgId);
  const [no = ''] = await nextNumber(tx, 'receipt');
  const [receipt] = await tx.db
    .insert(receipts)
    .values({
      id,
      no,
      contractId: contract.id,
      payerOrgId: obligation.payerOrgId,
      payeeOrgId: obligation.payeeOrgId,
      amountFen: input.amountFen,
      method: 'bank',
      state: 'claimed',
      obligationId: obligation.id,
      voucherFileId: file.id,
      bankSerial: input.bankSerial,
      bankSerialKey: foldBankSerial(input.bankSerial),
      paidOn: input.paidOn,
      claimedBy: tx.actor.userId,
      createdAt: tx.now(),
    })
    .returning();
  if (receipt === undefined) throw new Error('receipt was not stored');
  await audit(tx, { deed: 'receipt.claim', subjectType: 'receipt', subjectId: id });
  const dueAt = endOfDay(addDays(dayOf(tx.now()), confirmWithinDays));
  await setDeadline(tx, { kind: 'receipt.confirm', subjectId: id, orgId: obligation.payeeOrgId, dueAt });
  const notice = { kind: 'receipt.claim', params: { title: no }, href: `/desk/receipts/${id}` };
  await notifyOrganisation(tx, obligation.payeeOrgId, ['finance'], notice);
  return receipt;
}
