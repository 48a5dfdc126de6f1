import { sql } from 'drizzle-orm';
import { check, pgTable, text } from 'drizzle-orm/pg-core';
import { at, fen, id, on, ref } from './columns.ts';
import { files } from './files.ts';
import { distributionShares } from './payments.ts';
import { users } from './people.ts';

/** A broker's commission that was paid: on his written mandate (技术经纪合同) and his invoice, each with its scan. */
export const commissionPayments = pgTable(
  'commission_payments',
  {
    id: id(),
    shareId: ref('share_id', () => distributionShares.id)
      .notNull()
      .unique(),
    agreementFileId: ref('agreement_file_id', () => files.id).notNull(),
    invoiceNo: text('invoice_no').notNull(),
    invoiceFileId: ref('invoice_file_id', () => files.id).notNull(),
    voucherNo: text('voucher_no').notNull(),
    paidOn: on('paid_on').notNull(),
    amountFen: fen('amount_fen').notNull(),
    paidBy: ref('paid_by', () => users.id).notNull(),
    paidAt: at('paid_at').notNull(),
  },
  (t) => [check('commission_payments_amount', sql`${t.amountFen} > 0`)],
);
