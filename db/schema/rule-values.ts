import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { ruleValueKeys } from '#app/domain/rule-values.ts';
import { at, id, on, oneOf, ref } from './columns.ts';
import { users } from './people.ts';

/**
 * A default of the platform as its administrator set it, from a day on and why. Append-only: of one day the last word counts, and
 * what was agreed before keeps what it was agreed with.
 */
export const ruleValues = pgTable(
  'rule_values',
  {
    id: id(),
    key: text('key', { enum: ruleValueKeys }).notNull(),
    /** A whole number in the unit of the key: fen, ppm or days. */
    value: text('value').notNull(),
    fromOn: on('from_on').notNull(),
    reason: text('reason').notNull(),
    setBy: ref('set_by', () => users.id).notNull(),
    setAt: at('set_at').notNull(),
  },
  (t) => [oneOf('rule_values_key', t.key, ruleValueKeys), index('rule_values_of_key').on(t.key, t.fromOn)],
);
