import type { BookSide, LedgerEntry } from '#app/domain/ledger.ts';
import { ledgerEntries, ledgerLines } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

interface Posting {
  /** Whose book. */
  readonly orgId: string;
  readonly contractId: string | null;
  readonly description: string;
  readonly entry: LedgerEntry;
}

/**
 * Posts entries, each into one organisation's book: those of both parties to a deed at once. One whose reference was posted
 * before changes nothing.
 */
export async function postEntries(tx: In<Context>, postings: readonly Posting[]): Promise<void> {
  const rows = await tx.db
    .insert(ledgerEntries)
    .values(
      postings.map(({ orgId, contractId, description, entry: { reference, occurredAt } }) => ({
        orgId,
        contractId,
        description,
        reference,
        occurredAt,
      })),
    )
    .onConflictDoNothing({ target: [ledgerEntries.orgId, ledgerEntries.reference] })
    .returning({ id: ledgerEntries.id, orgId: ledgerEntries.orgId, reference: ledgerEntries.reference });
  const lines = rows.flatMap((row) => {
    const own = postings.find(({ orgId, entry }) => orgId === row.orgId && entry.reference === row.reference);
    return (own?.entry.lines ?? []).map((line, at) => ({ entryId: row.id, position: at + 1, ...line }));
  });
  if (lines.length > 0) await tx.db.insert(ledgerLines).values(lines);
}

/** The two parties of a contract, by its id. */
interface TwoBooks {
  readonly id: string;
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
}

/** Posts what happened under a contract as the licensor's book sees it and as the licensee's does: never one without the other. */
export function postInBothBooks(
  tx: In<Context>,
  { id: contractId, licensorOrgId, licenseeOrgId }: TwoBooks,
  description: string,
  entryOf: (side: BookSide) => LedgerEntry,
): Promise<void> {
  return postEntries(tx, [
    { orgId: licensorOrgId, contractId, description, entry: entryOf('licensor') },
    { orgId: licenseeOrgId, contractId, description, entry: entryOf('licensee') },
  ]);
}
