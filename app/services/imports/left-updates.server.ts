import { and, count, desc, eq, sql } from 'drizzle-orm';
import { importRows } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export interface LeftUpdates {
  /** Why, in a sentence. */
  readonly says: string;
  readonly rows: number;
}

/** Rows of an import that were to be merged into what they repeat and were not, by the reason. */
export function leftUpdates({ db }: Pick<Context, 'db'>, importId: string): Promise<LeftUpdates[]> {
  const says = sql<string>`coalesce(${importRows.errors} -> 0 ->> 'says', '')`;
  return db
    .select({ says, rows: count() })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.state, 'skipped'), eq(importRows.choice, 'merge')))
    .groupBy(says)
    .orderBy(desc(count()), says);
}
