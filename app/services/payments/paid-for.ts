import type { BookSide, PaidFor } from '#app/domain/ledger.ts';
import { claimIs, type ObligationKind } from '#app/domain/obligation.ts';

/** What money on a claim of this kind is paid for, and whose book is whose: a credit is repaid by the licensor. */
export function paidForOf(
  { payerOrgId, payeeOrgId }: { readonly payerOrgId: string; readonly payeeOrgId: string },
  kind: ObligationKind,
): { readonly paidFor: PaidFor; readonly sides: readonly { readonly orgId: string; readonly side: BookSide }[] } {
  const isCredit = !claimIs(kind, 'income');
  return {
    paidFor: isCredit ? 'credit' : 'claim',
    sides: [
      { orgId: payeeOrgId, side: isCredit ? 'licensee' : 'licensor' },
      { orgId: payerOrgId, side: isCredit ? 'licensor' : 'licensee' },
    ],
  };
}
