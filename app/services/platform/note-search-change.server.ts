import { sql } from 'drizzle-orm';
import { matchChanges, searchChanges } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Says, in the deed's own transaction, that the search, the matches and the alerts must look at a row again. */
export async function noteSearchChange(
  tx: In<Context>,
  kind: 'achievement' | 'demand',
  ...rowIds: string[]
): Promise<void> {
  if (rowIds.length === 0) return;
  for (const table of [searchChanges, matchChanges]) {
    await tx.db.execute(sql`
      insert into ${table} (kind, row_id) select ${kind}, given.id
      from unnest(${`{${rowIds.join(',')}}`}::uuid[]) as given (id)`);
  }
  await tx.jobs.enqueue(tx.db, 'match.compute', {});
}
