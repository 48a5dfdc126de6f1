import { eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { slipLineFault, transferFaults } from '#app/domain/bank-transfer.ts';
import type { Day } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { formatYuan } from '#app/domain/money.ts';
import { receiptMachine } from '#app/domain/payment-machine.ts';
import { tradeApplications } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import type { Receipt } from '../payments/move-receipt.server.ts';
import { confirmLocked } from '../payments/confirm-receipt.server.ts';
import { lockClaim } from '../payments/lock-claim.server.ts';
import { getOwnClaim } from '../payments/own-claim.server.ts';
import { openReceipt } from '../payments/open-receipt.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';
import { transferFacts } from '../payments/transfer-facts.server.ts';
import { bankOrgOf } from './bank-access.server.ts';
import { type BankRow, getOwnBankRow, moveBankRow } from './move-bank-row.server.ts';

export interface MatchBankRow {
  readonly rowId: string;
  /** The slip that the payer handed in, or the open claim that the money pays. */
  readonly subject: { readonly receiptId: string } | { readonly obligationId: string };
}

/**
 * Finance says what a line of incoming money is. A slip that waits is confirmed by it; without one a receipt is made from the line
 * itself. More than is open stays as an advance, less leaves the rest open; a large sum still waits for the second person. The
 * line and the receipt change together or not at all.
 */
export async function matchBankRow(ctx: ActorContext, { rowId, subject }: MatchBankRow): Promise<Receipt> {
  bankOrgOf(ctx);
  const row = await getOwnBankRow(ctx, rowId);
  if (row.direction !== 'in') throw new AppError('invalid', { says: '这是支出的流水，不能登记到账。' });
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(
    ctx,
    async (tx) => {
      const receipt =
        'receiptId' in subject
          ? await confirmSlip(tx, row, subject.receiptId)
          : await receiptOfLine(tx, row, subject.obligationId);
      await moveBankRow(tx, row, 'match', { receiptId: receipt.id });
      return receipt;
    },
    // Two people at once, or a slip with this serial that came in the same moment.
    () => new AppError('state_changed'),
  );
}

async function confirmSlip(tx: In<ActorContext>, row: BankRow, receiptId: string): Promise<Receipt> {
  const receipt = await getOwnReceipt(tx, receiptId);
  if (receipt.payeeOrgId !== row.orgId || receipt.method !== 'bank') throw new AppError('not_found');
  if (receipt.amountFen !== row.amountFen) {
    const [slip, line] = [formatYuan(receipt.amountFen), formatYuan(row.amountFen)];
    throw new AppError('amount_mismatch', {
      says: `回单写的是 ${slip}，流水是 ${line}。请先退回回单，再按流水登记。`,
    });
  }
  const arrivedOn = await depositDayOf(tx, receipt);
  const tooFar = receipt.state === 'claimed' ? slipLineFault(arrivedOn ?? receipt.paidOn, row.bookedOn) : null;
  if (tooFar !== null) throw new AppError('invalid', { says: tooFar });
  // Confirmed before the statement came, or waiting for its second person: the line only explains it.
  if (receipt.state === 'confirmed' || receipt.state === 'checked') return receipt;
  if (receipt.state !== 'claimed') throw new AppError('state_changed');
  return confirmLocked(tx, receipt);
}

/** A deposit that was set off came before that, under the serial that the receipt has. */
async function depositDayOf(tx: In<ActorContext>, { depositApplicationId: id }: Receipt): Promise<Day | null> {
  if (id === null) return null;
  const [found] = await tx.db
    .select({ on: tradeApplications.depositOn })
    .from(tradeApplications)
    .where(eq(tradeApplications.id, id));
  return found?.on ?? null;
}

async function receiptOfLine(tx: In<ActorContext>, row: BankRow, obligationId: string): Promise<Receipt> {
  await getOwnClaim(tx, obligationId, 'payee');
  const claim = await lockClaim(tx, obligationId);
  const { contract, outstandingFen, payableFen } = claim;
  if (outstandingFen <= 0n) throw new AppError('over_allocated');
  const facts = await transferFacts(tx, {
    contract,
    payeeOrgId: row.orgId,
    payableFen,
    bankSerial: row.serial ?? row.serialKey,
  });
  if (facts.isSerialUsed) {
    throw new AppError('duplicate', { says: '这个流水号已经登记在一张收款单上，请选那张收款单。' });
  }
  const slip = { amountFen: row.amountFen, paidOn: row.bookedOn, isAdvance: true };
  refuseFaults(transferFaults(slip, facts));
  const serial = { bankSerial: row.serial, bankSerialKey: row.serial === null ? null : row.serialKey };
  const found = { amountFen: row.amountFen, paidOn: row.bookedOn, ...serial };
  const columns = { method: 'bank', state: receiptMachine.initial, ...found } as const;
  return confirmLocked(tx, await openReceipt(tx, claim, columns, { deed: 'receipt.find' }));
}
