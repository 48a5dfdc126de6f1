import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, on } from './columns.ts';
import { contracts } from './contracts.ts';

/**
 * The last day of a report as the licensee was told it. Once the report can be handed in, what is entered into the calendar later moves the
 * day on, never back.
 */
export const toldReportDays = pgTable(
  'told_report_days',
  {
    contractId: uuid('contract_id')
      .notNull()
      .references(() => contracts.id, { onDelete: 'restrict' }),
    period: text('period').notNull(),
    dueOn: on('due_on').notNull(),
    /** From when it can be handed in: until then the day may still be told otherwise. */
    opensAt: at('opens_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.contractId, t.period] })],
);
