import type { Actor } from './access.ts';
import { hasRole } from './access.ts';
import type { Fen } from './money.ts';
import type { ReceiptState } from './payment-machine.ts';

/** Who may look at a large transfer as the second person: finance, or an approver where finance is one person. */
export const maySecond = (actor: Actor): boolean => hasRole(actor, 'finance', 'approver');

/** The sum above which the platform asks for two people unless the organisation sets another: 500,000.00 (design default: `two_person.limit`). */
export const usualTwoPersonFen: Fen = 50_000_000n;

/** A limit as it is kept: a higher one that was agreed to counts from `twoPersonFrom`, until then the one before does. */
export interface KeptLimit {
  readonly twoPersonFen: Fen;
  readonly twoPersonFrom: Date | null;
  readonly twoPersonBeforeFen: Fen | null;
}

/** True in the hours between the agreement to a higher limit and the moment from which it counts. */
export const isLimitHeld = ({ twoPersonFrom }: Pick<KeptLimit, 'twoPersonFrom'>, now: Date): boolean =>
  twoPersonFrom !== null && now < twoPersonFrom;

/**
 * The sum above which two people confirm a transfer now, in fen. A higher limit waits as long as a new account does, so that two people who
 * want one large sum through cannot raise it and confirm in one go (design default, to be confirmed: `two_person.hold`).
 * 500,000.00 raised to 900,000.00 at noon → 500,000.00 until noon of the next day.
 */
export const limitAt = (kept: KeptLimit, now: Date): Fen =>
  isLimitHeld(kept, now) ? (kept.twoPersonBeforeFen ?? kept.twoPersonFen) : kept.twoPersonFen;

/**
 * Whether a second person looks at a refund by card first: what one person alone gave back of the same receipt counts with it, so that a
 * large sum in parts is a large sum. All in fen.
 * Limit 100,000.00: 60,000.00 → no; 40,000.01 more of the same receipt → yes.
 */
export const needsSecondToRefund = (amountFen: Fen, aloneFen: Fen, limitFen: Fen): boolean =>
  amountFen + aloneFen > limitFen;

/**
 * What the word of one person does to a transfer. Up to the limit it confirms; above it the first word only checks, and the second
 * must be another person's. Limit 500,000.00: 500,000.00 → confirm, 500,000.01 → check, then confirm by somebody else.
 */
export function confirmEvent(
  receipt: { readonly state: ReceiptState; readonly amountFen: Fen; readonly checkedBy: string | null },
  { limitFen, actorId }: { readonly limitFen: Fen; readonly actorId: string },
): 'confirm' | 'check' | 'other' {
  if (receipt.state === 'checked') return receipt.checkedBy === actorId ? 'other' : 'confirm';
  return receipt.amountFen > limitFen ? 'check' : 'confirm';
}
