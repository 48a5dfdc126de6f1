import type { Fen } from './money.ts';
import { receiptStatesArrived, type ReceiptState } from './payment-machine.ts';
import type { RefundKind } from './refund.ts';

interface Arriving {
  readonly id: string;
  /** Where the row is not the receipt itself but an advance of it, put on a claim. */
  readonly receiptId?: string;
  readonly no: string;
  readonly state: ReceiptState;
  readonly amountFen: Fen;
  readonly paidOn: string;
}

interface Leaving {
  readonly id: string;
  readonly receiptId: string;
  readonly no: string;
  readonly kind: RefundKind;
  /** Below zero. */
  readonly amountFen: Fen;
  readonly paidOn: string;
}

/** A row of a record of payments: a receipt, or what went back of one as a row below zero (`back` says why). */
export type RecordRow<Receipt, Refund> =
  | (Receipt & { readonly key: string; readonly receiptId: string; readonly back: null })
  | (Refund & { readonly key: string; readonly back: RefundKind });

/**
 * Receipts and refunds in one list, the latest day first. What `counts` sums to the money that arrived less what went back, in
 * fen; the rest was sent or said to be sent and did not arrive, and is shown without a sum.
 * 100,000.00 confirmed, 30,000.00 of it back, 50,000.00 rejected → counts 70,000.00, rest 50,000.00.
 */
export function moneyRecord<Receipt extends Arriving, Refund extends Leaving>(
  receipts: readonly Receipt[],
  refunds: readonly Refund[],
): { counts: RecordRow<Receipt, Refund>[]; rest: RecordRow<Receipt, Refund>[] } {
  const arrived = (row: Receipt) => receiptStatesArrived.includes(row.state);
  const shown = (row: Receipt) => ({ ...row, key: row.id, receiptId: row.receiptId ?? row.id, back: null });
  const back = refunds.map((row) => ({ ...row, key: row.id, back: row.kind }));
  return {
    counts: [...back, ...receipts.filter(arrived).map(shown)].sort((a, b) =>
      a.paidOn < b.paidOn ? 1 : a.paidOn > b.paidOn ? -1 : 0,
    ),
    rest: receipts.filter((row) => !arrived(row)).map(shown),
  };
}
