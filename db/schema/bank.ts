import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { BankMapping } from '#app/domain/bank-columns.ts';
import { bankDirections, bankRowMachine, bankStatementMachine } from '#app/domain/bank-row.ts';
import { statesOf } from '#app/domain/machine.ts';
import { at, createdAt, fen, id, on, oneOf, ref, state } from './columns.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { receipts, refunds } from './payments.ts';
import { users } from './people.ts';

/** Which column of a bank's statement is what, as an organisation said once: the next one of the kind asks nobody. */
export const bankFormats = pgTable(
  'bank_formats',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    bankName: text('bank_name').notNull(),
    /** The heads of the columns, folded and joined: what the bank's statements are known by. */
    headKey: text('head_key').notNull(),
    mapping: jsonb('mapping').$type<BankMapping>().notNull(),
    updatedBy: ref('updated_by', () => users.id).notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [uniqueIndex('bank_formats_once').on(t.orgId, t.headKey)],
);

/** An uploaded statement of one of the organisation's bank accounts. For its own finance only. */
export const bankStatements = pgTable(
  'bank_statements',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    bankName: text('bank_name').notNull(),
    /** The organisation's own account, digits only. */
    accountNo: text('account_no').notNull(),
    state: state(statesOf(bankStatementMachine)),
    /** What stands in the head of the table, and its first lines, for the person who says what is what. */
    heads: jsonb('heads').$type<string[]>().notNull(),
    samples: jsonb('samples').$type<string[][]>().notNull(),
    rowsNew: integer('rows_new').notNull().default(0),
    rowsKnown: integer('rows_known').notNull().default(0),
    /** Lines that could not be read, by their number in the file and what is wrong; the rest is stored. */
    faults: jsonb('faults').$type<{ rowNo: number; says: string }[]>().notNull().default([]),
    firstOn: on('first_on'),
    lastOn: on('last_on'),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('bank_statements_state', t.state, statesOf(bankStatementMachine)),
    index('bank_statements_org').on(t.orgId, t.createdAt),
  ],
);

/** One line of a bank statement, stored once however often it is uploaded. */
export const bankRows = pgTable(
  'bank_rows',
  {
    id: id(),
    statementId: ref('statement_id', () => bankStatements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    accountNo: text('account_no').notNull(),
    rowNo: integer('row_no').notNull(),
    bookedOn: on('booked_on').notNull(),
    direction: text('direction', { enum: bankDirections }).notNull(),
    amountFen: fen('amount_fen').notNull(),
    /** The other side: who paid, or who was paid. */
    otherName: text('other_name').notNull(),
    otherAccountNo: text('other_account_no').notNull(),
    memo: text('memo').notNull(),
    /** As the bank gives it; null where the statement has none. */
    serial: text('serial'),
    /** The same folded, or what tells lines without a serial apart. */
    serialKey: text('serial_key').notNull(),
    state: state(statesOf(bankRowMachine)),
    receiptId: ref('receipt_id', () => receipts.id),
    refundId: ref('refund_id', () => refunds.id),
    /** Why it is set aside. */
    note: text('note'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('bank_rows_state', t.state, statesOf(bankRowMachine)),
    oneOf('bank_rows_direction', t.direction, bankDirections),
    check('bank_rows_amount', sql`${t.amountFen} > 0`),
    uniqueIndex('bank_rows_once').on(t.orgId, t.accountNo, t.serialKey, t.bookedOn, t.direction, t.amountFen),
    // A receipt is found on the account once.
    uniqueIndex('bank_rows_receipt')
      .on(t.receiptId)
      .where(sql`state = 'matched'`),
    uniqueIndex('bank_rows_refund')
      .on(t.refundId)
      .where(sql`state = 'returned'`),
    index('bank_rows_org').on(t.orgId, t.state, t.bookedOn),
    index('bank_rows_statement').on(t.statementId, t.rowNo),
  ],
);
