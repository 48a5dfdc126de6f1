import { sql } from 'drizzle-orm';
import { type AnyPgColumn, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { invoiceColours, invoiceKinds } from '#app/domain/invoice.ts';
import { at, createdAt, fen, id, on, oneOf, ref } from './columns.ts';
import { contracts } from './contracts.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { obligations } from './payments.ts';
import { users } from './people.ts';

/** 开票信息 of an organisation as a buyer; its name and credit code stand in its own row. */
export const invoiceProfiles = pgTable('invoice_profiles', {
  id: id(),
  orgId: ref('org_id', () => organisations.id)
    .notNull()
    .unique(),
  address: text('address').notNull().default(''),
  phone: text('phone').notNull().default(''),
  bankName: text('bank_name').notNull().default(''),
  accountNo: text('account_no').notNull().default(''),
  /** Where the invoice is sent. */
  email: text('email').notNull(),
  updatedBy: ref('updated_by', () => users.id).notNull(),
  updatedAt: at('updated_at').notNull(),
});

/** An invoice that the seller's tax system issued, with its file: a fact. A red one takes back a blue one. */
export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    obligationId: ref('obligation_id', () => obligations.id).notNull(),
    sellerOrgId: ref('seller_org_id', () => organisations.id).notNull(),
    buyerOrgId: ref('buyer_org_id', () => organisations.id).notNull(),
    colour: text('colour', { enum: invoiceColours }).notNull(),
    /** The blue invoice that a red one takes back. */
    redOfId: uuid('red_of_id').references((): AnyPgColumn => invoices.id, { onDelete: 'restrict' }),
    kind: text('kind', { enum: invoiceKinds }).notNull(),
    invoiceNo: text('invoice_no').notNull(),
    issuedOn: on('issued_on').notNull(),
    totalFen: fen('total_fen').notNull(),
    taxFen: fen('tax_fen').notNull(),
    /** Code of the VAT treatment, and its legal basis as it stood. */
    treatment: text('treatment').notNull(),
    basis: text('basis').notNull(),
    reason: text('reason').notNull().default(''),
    fileId: ref('file_id', () => files.id).notNull(),
    recordedBy: ref('recorded_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('invoices_colour', t.colour, invoiceColours),
    oneOf('invoices_kind', t.kind, invoiceKinds),
    uniqueIndex('invoices_no').on(t.invoiceNo),
    index('invoices_obligation').on(t.obligationId),
    index('invoices_contract').on(t.contractId),
    check('invoices_sums', sql`${t.totalFen} > 0 and ${t.taxFen} between 0 and ${t.totalFen}`),
    check('invoices_red', sql`(${t.colour} = 'red') = (${t.redOfId} is not null)`),
  ],
);
