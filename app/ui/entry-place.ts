import { type EntryKind, readReference } from '#app/domain/entry-reference.ts';

interface Posted {
  readonly reference: string;
  readonly contractId: string | null;
  /** Whose page shows the fact: a refund's receipt, a commission's distribution, else the fact itself. */
  readonly shownOn: string | null;
}

type Place = (shownOn: string | null, contract: string | null) => string | null;

const receipt: Place = (id, contract) => (id === null ? contract : `/desk/receipts/${id}`);
const distribution: Place = (id, contract) => (id === null ? contract : `/desk/distributions/${id}`);
const contractItself: Place = (_id, contract) => contract;
const ofContract =
  (page: string): Place =>
  (_id, contract) =>
    contract && `${contract}/${page}`;

const places: Readonly<Record<EntryKind, Place>> = {
  'milestone-due': contractItself,
  'royalty-due': ofContract('statements'),
  'interest-due': contractItself,
  credit: contractItself,
  'set-off': contractItself,
  waived: contractItself,
  'penalty-waived': contractItself,
  received: receipt,
  refunded: receipt,
  'refund-undone': receipt,
  'advance-placed': receipt,
  'advance-freed': receipt,
  distributed: distribution,
  invoiced: ofContract('invoices'),
  'paid-out': distribution,
  'commission-paid': distribution,
  'tax-declared': distribution,
  'written-off': contractItself,
  collected: contractItself,
  reversed: contractItself,
};

/**
 * Where the fact stands that an entry was posted for: a receipt, a distribution, the invoices, the reports, else the contract. Null for
 * an entry of no contract. `received:R` → /desk/receipts/R, `paid-out:D` → /desk/distributions/D.
 */
export function entryPlace({ reference, contractId, shownOn }: Posted): string | null {
  const fact = readReference(reference);
  const contract = contractId === null ? null : `/desk/contracts/${contractId}`;
  return fact === null ? contract : places[fact.kind](shownOn, contract);
}
