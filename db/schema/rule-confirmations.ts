import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { at, id, on, ref } from './columns.ts';
import { users } from './people.ts';

/** An expert confirmed a rule with the value that it had: a change of the value opens the question again. Append-only. */
export const ruleConfirmations = pgTable(
  'rule_confirmations',
  {
    id: id(),
    rule: text('rule').notNull(),
    value: text('value').notNull(),
    /** Who said so and where it is written. */
    source: text('source').notNull(),
    confirmedOn: on('confirmed_on').notNull(),
    recordedBy: ref('recorded_by', () => users.id).notNull(),
    recordedAt: at('recorded_at').notNull(),
  },
  (t) => [index('rule_confirmations_rule').on(t.rule)],
);
