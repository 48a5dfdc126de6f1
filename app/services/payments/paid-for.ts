import type { BookSide, PaidFor } from '#app/domain/ledger.ts';
import type { obligations } from '#db/schema/index.ts';

/** What money on a claim of this kind is paid for, and whose book is whose: a credit is repaid by the licensor. */
export function paidForOf(
  { payerOrgId, payeeOrgId }: { readonly payerOrgId: string; readonly payeeOrgId: string },
  kind: (typeof obligations.$inferSelect)['kind'],
): { readonly paidFor: PaidFor; readonly sides: readonly { readonly orgId: string; readonly side: BookSide }[] } {
  const isCredit = kind === 'credit_return';
  return {
    paidFor: isCredit ? 'credit' : 'claim',
    sides: [
      { orgId: payeeOrgId, side: isCredit ? 'licensee' : 'licensor' },
      { orgId: payerOrgId, side: isCredit ? 'licensor' : 'licensee' },
    ],
  };
}
