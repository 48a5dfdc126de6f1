interface Posted {
  readonly reference: string;
  readonly contractId: string | null;
}

/**
 * Where the fact stands that an entry was posted for, by its reference: a receipt, a distribution, an invoice, the reports, else the
 * contract. Null for an entry of no contract. `received:R` → /desk/receipts/R, `paid-out:D` → /desk/distributions/D.
 */
export function entryPlace({ reference, contractId }: Posted): string | null {
  const [kind = '', id = ''] = reference.split(':');
  if (kind === 'received') return `/desk/receipts/${id}`;
  if (['distributed', 'paid-out', 'tax-declared'].includes(kind)) return `/desk/distributions/${id}`;
  if (contractId === null) return null;
  const contract = `/desk/contracts/${contractId}`;
  if (kind === 'invoiced') return `${contract}/invoices`;
  return kind === 'royalty-due' ? `${contract}/statements` : contract;
}
