import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { at, createdAt, fen, id, ref } from './columns.ts';
import { organisations } from './organisations.ts';
import { contracts } from './contracts.ts';

/** One book for each organisation. Append-only: triggers refuse update, delete and truncate, and check the balance at commit. */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    contractId: ref('contract_id', () => contracts.id),
    /** Makes the posting idempotent: `milestone-due:<id>`, `received:<id>`, … */
    reference: text('reference').notNull(),
    description: text('description').notNull(),
    occurredAt: at('occurred_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('ledger_entries_reference').on(t.orgId, t.reference),
    index('ledger_entries_contract').on(t.contractId),
    // A page of a book, the newest first.
    index('ledger_entries_book').on(t.orgId, t.occurredAt, t.id),
  ],
);

export const ledgerLines = pgTable(
  'ledger_lines',
  {
    id: id(),
    entryId: ref('entry_id', () => ledgerEntries.id).notNull(),
    position: integer('position').notNull(),
    account: text('account').notNull(),
    debitFen: fen('debit_fen').notNull(),
    creditFen: fen('credit_fen').notNull(),
  },
  (t) => [
    uniqueIndex('ledger_lines_position').on(t.entryId, t.position),
    check(
      'ledger_lines_one_side',
      sql`${t.debitFen} >= 0 and ${t.creditFen} >= 0 and (${t.debitFen} = 0) <> (${t.creditFen} = 0)`,
    ),
  ],
);
