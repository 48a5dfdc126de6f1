import type { LedgerEntry } from '#app/domain/ledger.ts';
import { ledgerEntries, ledgerLines } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

interface Posting {
  /** Whose book. */
  readonly orgId: string;
  readonly contractId: string | null;
  readonly description: string;
  readonly entry: LedgerEntry;
}

/** Posts one entry into one organisation's book. The same reference posted again changes nothing; true when it was new. */
export async function postEntry(tx: In<Context>, { orgId, contractId, description, entry }: Posting): Promise<boolean> {
  const [row] = await tx.db
    .insert(ledgerEntries)
    .values({ orgId, contractId, description, reference: entry.reference, occurredAt: entry.occurredAt })
    .onConflictDoNothing({ target: [ledgerEntries.orgId, ledgerEntries.reference] })
    .returning({ id: ledgerEntries.id });
  if (row === undefined) return false;
  await tx.db
    .insert(ledgerLines)
    .values(entry.lines.map((line, at) => ({ entryId: row.id, position: at + 1, ...line })));
  return true;
}
