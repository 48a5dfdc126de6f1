import type { SQL } from 'drizzle-orm';
import type { bountyObjections, listingObjections, objections, tradeObjections } from '#db/schema/index.ts';

export type ObjectionTable =
  typeof objections | typeof listingObjections | typeof tradeObjections | typeof bountyObjections;

/** What all objections have, whatever they are about. */
export type ObjectionRow<Table extends ObjectionTable = ObjectionTable> = Table['$inferSelect'];

/** One kind of objection: where its rows are, and what they are about. */
export interface ObjectionKind<Table extends ObjectionTable> {
  readonly table: Table;
  /** First word of its deeds: `trade_objection` → `trade_objection.uphold`. */
  readonly name: string;
  /** Written when one is filed; null where the move of its subject is written already. */
  readonly filed: string | null;
  /** Of the same notice, listing, trade or award as this one. */
  readonly isAbout: (given: Table['$inferInsert']) => SQL;
  /** What an audit line of it is about. */
  readonly subjectOf: (row: ObjectionRow<Table>) => { readonly subjectType: string; readonly subjectId: string };
}
