import type { CheckoutMethod } from '#app/domain/checkout-method.ts';
import type { Fen } from '#app/domain/money.ts';
import type { ReceiptState } from '#app/domain/payment-machine.ts';
import type { RefundKind } from '#app/domain/refund.ts';

interface Moved {
  readonly id: string;
  readonly no: string;
  readonly amountFen: Fen;
  readonly paidOn: string;
  readonly method: 'card' | 'bank';
}

/** A claim as its page shows it to the two who have to do with it. */
export interface ClaimShown {
  readonly id: string;
  readonly label: string;
  readonly dueOn: string;
  readonly paidFen: Fen;
  readonly payableFen: Fen;
  readonly isPayer: boolean;
  readonly mayDun: boolean;
  readonly isDunnedToday: boolean;
  readonly payer: { readonly name: string };
  readonly contract: { readonly no: string };
  /** The payee's verified account. */
  readonly account: {
    readonly id: string;
    readonly accountName: string;
    readonly bankName: string;
    readonly accountNo: string;
  } | null;
  /** Another account takes its place at this moment. */
  readonly changesAt: Date | null;
  /** 付款码, to be written into the remark of the transfer. */
  readonly reference: string;
  readonly hasCardAccount: boolean;
  /** Ways to pay online that the payee has and that take what is open. */
  readonly checkoutMethods: readonly CheckoutMethod[];
  readonly dunnings: readonly {
    readonly id: string;
    readonly sentOn: string;
    readonly sender: string | null;
    readonly outstandingFen: Fen;
  }[];
  readonly receipts: readonly (Moved & { readonly state: ReceiptState; readonly isSetOff: boolean })[];
  /** What stands on it out of advances. */
  readonly placed: readonly (Moved & { readonly receiptId: string })[];
  readonly givenBack: readonly (Moved & { readonly receiptId: string; readonly kind: RefundKind })[];
}

/** What a form was answered, with what was typed. */
export interface FormAnswer {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}
