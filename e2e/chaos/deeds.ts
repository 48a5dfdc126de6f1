/** What a clerk, a payer or the card provider wants done. Sent again after a lost answer, it is the same deed: keys and all. */
export type Deed =
  | { readonly kind: 'submit' | 'accept'; readonly milestoneId: string; readonly actorId: string }
  | { readonly kind: 'open'; readonly obligationId: string; readonly actorId: string }
  | { readonly kind: 'hear'; readonly attemptId: string; readonly eventId: string }
  | {
      readonly kind: 'claim';
      readonly obligationId: string;
      readonly amountFen: bigint;
      readonly serial: string;
      readonly key: string;
      readonly actorId: string;
    }
  | { readonly kind: 'confirm'; readonly receiptId: string; readonly actorId: string }
  | {
      readonly kind: 'file';
      readonly contractId: string;
      readonly period: string;
      readonly grossFen: bigint;
      readonly key: string;
      readonly actorId: string;
    }
  | {
      readonly kind: 'refund';
      readonly receiptId: string;
      readonly amountFen: bigint;
      readonly key: string;
      readonly actorId: string;
    };

/** `done` is the platform's word; `refused` too, because somebody was first; after `failed` nobody knows. */
export type Outcome = 'done' | 'refused' | 'failed';

export interface Answer {
  readonly id: number;
  readonly outcome: Outcome;
  /** Code of the refusal, or the words of the failure. */
  readonly why: string | null;
  /** What a person finds on the page afterwards: the row that the deed made, and the claim or receipt that goes on from it. */
  readonly madeId: string | null;
  readonly nextId: string | null;
}

/** A question to the card provider, which lives outside the process that is killed. */
export interface Ask {
  readonly ask: number;
  readonly method: 'openCheckout' | 'readCheckout' | 'expireCheckout' | 'refund' | 'readRefund' | 'listRefunds';
  readonly input: unknown;
}

export type FromWorker = { readonly ready: true } | { readonly answer: Answer } | { readonly ask: Ask };
export type ToWorker =
  | { readonly task: { readonly id: number; readonly deed: Deed } }
  | { readonly told: { readonly ask: number; readonly value?: unknown; readonly refusal?: string } };
