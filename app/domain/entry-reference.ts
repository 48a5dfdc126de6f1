/** What entries are posted for. A reference is its kind and the id of the fact, `received:<receipt>`. */
export const entryKinds = [
  'milestone-due',
  'royalty-due',
  'interest-due',
  'credit',
  'set-off',
  'waived',
  'penalty-waived',
  'received',
  'refunded',
  'refund-undone',
  'advance-placed',
  'advance-freed',
  'distributed',
  'invoiced',
  'paid-out',
  'commission-paid',
  'tax-declared',
  'written-off',
  'collected',
  'reversed',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The reference of the entry that is posted for a fact, once in each book. */
export const referenceOf = (kind: EntryKind, id: string): string => `${kind}:${id}`;

/** What a reference says: `received:R` → received, R. Null where it is none of ours. */
export function readReference(reference: string): { readonly kind: EntryKind; readonly id: string } | null {
  const at = reference.indexOf(':');
  const kind = entryKinds.find((one) => one === reference.slice(0, at));
  return kind === undefined ? null : { kind, id: reference.slice(at + 1) };
}
