import { desc, eq } from 'drizzle-orm';
import { foldBankSerial } from '#app/domain/bank-serial.ts';
import { slipFaults } from '#app/domain/bank-transfer.ts';
import type { Day } from '#app/domain/days.ts';
import { setOffIn } from '#app/domain/deposit-set-off.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { receiptStatesArrived, receiptStatesUnderWay } from '#app/domain/payment-machine.ts';
import { contracts, receipts } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { freeForCredits } from '../credits/free-for-credits.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { lockReceipt } from './lock-receipt.server.ts';
import { moveReceipt, type Receipt } from './move-receipt.server.ts';
import { openAwaited } from './open-awaited.server.ts';
import { obligationsOf } from './queries.server.ts';
import { transferFacts } from './transfer-facts.server.ts';

export interface DepositSetOff {
  readonly applicationId: string;
  readonly contractNo: string;
  /** The claim that it pays; null: the earliest open fixed sum. */
  readonly obligationId: string | null;
  readonly payerOrgId: string;
  readonly payeeOrgId: string;
  readonly depositFen: Fen;
  /** Of the transfer by which the deposit came. */
  readonly bankSerial: string | null;
  /** Day of the set-off: from then on it counts as paid. */
  readonly on: Day;
}

/**
 * A deposit that its owner's contract counts as paid (抵作价款) becomes a receipt on a claim of that contract, which waits for the payee's
 * finance as a transfer does. The caller has locked the trade, and asked whether the contract was signed for its sale.
 */
export async function setOffDeposit(tx: In<ActorContext>, input: DepositSetOff): Promise<Receipt> {
  const { applicationId, depositFen: amountFen, payerOrgId, payeeOrgId, on: paidOn } = input;
  const isThis = eq(contracts.no, input.contractNo);
  const [contract] = await tx.db.select({ id: contracts.id }).from(contracts).where(isThis).for('update');
  if (contract === undefined) throw new AppError('not_found');
  const found = setOffIn(await obligationsOf(tx, contract.id), input);
  if ('says' in found) throw new AppError('invalid', { says: found.says }, 'obligationId');
  const claim = await lockClaim(tx, found.claim.id);
  const isTheirs = claim.obligation.payerOrgId === payerOrgId && claim.obligation.payeeOrgId === payeeOrgId;
  if (!isTheirs) throw new AppError('invalid', { says: '这笔款的付款方和收款方不是成交的双方。' }, 'obligationId');
  const bankSerial = foldBankSerial(input.bankSerial ?? '') === '' ? null : input.bankSerial;
  const { payableFen } = claim;
  const facts = await transferFacts(tx, {
    contract: claim.contract,
    payeeOrgId,
    payableFen,
    bankSerial: bankSerial ?? '',
  });
  if (facts.isSerialUsed) {
    const says = `保证金的流水号 ${bankSerial ?? ''} 已经登记在本单位的另一张收款单上，请财务先核对那张收款单。`;
    throw new AppError('duplicate', { says }, 'obligationId');
  }
  refuseFaults(slipFaults({ amountFen, paidOn }, facts));
  const bankSerialKey = bankSerial === null ? null : foldBankSerial(bankSerial);
  return openAwaited(tx, claim, { depositApplicationId: applicationId, amountFen, bankSerial, bankSerialKey, paidOn });
}

/**
 * A set-off is taken back with the reason: its receipt is rejected. Only while finance has not confirmed it; one that finance itself
 * rejected, or that was noted before set-offs made receipts, has nothing to take back. The caller has locked the trade.
 */
export async function takeBackSetOff(tx: In<ActorContext>, applicationId: string, reason: string): Promise<void> {
  const [receipt] = await tx.db
    .select({ id: receipts.id, obligationId: receipts.obligationId })
    .from(receipts)
    .where(eq(receipts.depositApplicationId, applicationId))
    .orderBy(desc(receipts.createdAt), desc(receipts.id))
    .limit(1);
  if (receipt === undefined) return;
  const locked = await lockReceipt(tx, receipt);
  const { no, state } = locked.receipt;
  if (receiptStatesArrived.includes(state)) {
    const says = `财务已经确认这笔抵作价款（收款单 ${no}），登记不能撤回；抵错了的，由财务在收款单上退款。`;
    throw new AppError('conflict', { says });
  }
  if (!receiptStatesUnderWay.includes(state)) return;
  await moveReceipt(tx, locked.receipt, 'reject', { rejectReason: `抵作价款的登记已撤回：${reason}` });
  await freeForCredits(tx, locked);
}
