import type { Actor } from './access.ts';
import { hasRole } from './access.ts';
import type { Fen } from './money.ts';
import type { ReceiptState } from './payment-machine.ts';

/** Who may look at a large transfer as the second person: finance, or an approver where finance is one person. */
export const maySecond = (actor: Actor): boolean => hasRole(actor, 'finance', 'approver');

/** The sum above which the platform asks for two people unless the organisation sets another: 500,000.00 (design default). */
export const usualTwoPersonFen: Fen = 50_000_000n;

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
