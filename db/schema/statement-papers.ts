import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { invoiceStandings } from '#app/domain/sales-invoices.ts';
import { statementPaperKinds } from '#app/domain/statement-paper.ts';
import { at, fen, id, on, oneOf, ref } from './columns.ts';
import { royaltyStatements } from './contracts.ts';
import { files } from './files.ts';
import { users } from './people.ts';

/** What the licensee puts beside a report: its sealed print, or the list of sales invoices. The newest of a kind counts. */
export const statementPapers = pgTable(
  'statement_papers',
  {
    id: id(),
    statementId: ref('statement_id', () => royaltyStatements.id).notNull(),
    kind: text('kind', { enum: statementPaperKinds }).notNull(),
    n: integer('n').notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    addedBy: ref('added_by', () => users.id).notNull(),
    addedAt: at('added_at').notNull(),
  },
  (t) => [
    oneOf('statement_papers_kind', t.kind, statementPaperKinds),
    uniqueIndex('statement_papers_n').on(t.statementId, t.kind, t.n),
    index('statement_papers_file').on(t.fileId),
  ],
);

/** One line of a list of sales invoices, as it was read. */
export const statementInvoices = pgTable(
  'statement_invoices',
  {
    id: id(),
    paperId: ref('paper_id', () => statementPapers.id).notNull(),
    rowNo: integer('row_no').notNull(),
    invoiceNo: text('invoice_no').notNull(),
    issuedOn: on('issued_on').notNull(),
    buyer: text('buyer').notNull(),
    item: text('item').notNull(),
    /** With tax; negative on a red invoice. */
    totalFen: fen('total_fen').notNull(),
    taxFen: fen('tax_fen').notNull(),
    standing: text('standing', { enum: invoiceStandings }).notNull().default('counts'),
  },
  (t) => [
    oneOf('statement_invoices_standing', t.standing, invoiceStandings),
    uniqueIndex('statement_invoices_row').on(t.paperId, t.rowNo),
    index('statement_invoices_no').on(t.invoiceNo),
  ],
);
