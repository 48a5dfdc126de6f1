import { type ReceiptParts, refundableFen } from './allocation.ts';
import { type Slip, type SlipFacts, slipFaults } from './bank-transfer.ts';
import type { FieldFault } from './errors.ts';
import { type Fen, formatYuan } from './money.ts';
import type { RefundKind } from './refund.ts';

export interface RefundFacts {
  /** What of the receipt the payee still has. */
  readonly left: ReceiptParts;
  /** The income part is shared, or a proposal for it is on its way. */
  readonly isShared: boolean;
}

/**
 * What is wrong with the amount of a refund. Never more than the payee still has; where the income part is shared or about to
 * be, only the advance: the proposal is returned first, and what is entered under people's names is not taken from them
 * here. A transfer that the bank sent back (退票) came back whole.
 */
export function refundAmountFault(amountFen: Fen, kind: RefundKind, { left, isShared }: RefundFacts): string | null {
  const most = refundableFen(left, isShared);
  if (amountFen <= 0n) return '请填大于 0 的金额。';
  if (amountFen > most) {
    const reason = isShared
      ? '已提出分配方案或者已分配的收入不能退：还没有入账的方案请先退回，已入账的由双方另行商定。'
      : '';
    return `${reason}${elsewhereWords(left)}最多可退 ${formatYuan(most)}。`;
  }
  if (kind === 'bounced' && left.elsewhereFen > 0n) return elsewhereWords(left);
  if (kind === 'bounced' && amountFen !== left.allocatedFen + left.advanceFen) {
    return `银行退票退回的是整笔 ${formatYuan(left.allocatedFen + left.advanceFen)}；只退一部分请选「退款」。`;
  }
  return null;
}

const elsewhereWords = ({ elsewhereFen }: ReceiptParts): string =>
  elsewhereFen > 0n ? `预收款里有 ${formatYuan(elsewhereFen)} 已经抵了别的应付款，要退的请先撤回抵用。` : '';

/** What is wrong with a refund by bank: its slip and its amount, each beside its field. */
export function refundFaults(
  refund: Slip & { readonly kind: RefundKind },
  facts: RefundFacts & SlipFacts,
): FieldFault[] {
  const faults = slipFaults(refund, facts);
  if (refund.amountFen === undefined || faults.some((fault) => fault.field === 'amount')) return faults;
  const says = refundAmountFault(refund.amountFen, refund.kind, facts);
  return says === null ? faults : [{ field: 'amount', says }, ...faults];
}

/** Days in which the payer's finance should look for a refund on its bank statement: a rule of this platform. */
export const confirmRefundWithinDays = 3;

/** Hours in which the card provider still knows a refund by its key (it forgets after 24): later nobody asks blindly again. */
export const refundKeyHours = 20;
