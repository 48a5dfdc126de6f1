import { matchChanges, searchChanges } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Says, in the deed's own transaction, that the search, the matches and the alerts must look at a row again. */
export async function noteSearchChange(
  tx: In<Context>,
  kind: 'achievement' | 'demand',
  ...rowIds: string[]
): Promise<void> {
  for (let from = 0; from < rowIds.length; from += 1000) {
    const rows = rowIds.slice(from, from + 1000).map((rowId) => ({ kind, rowId }));
    await tx.db.insert(searchChanges).values(rows);
    await tx.db.insert(matchChanges).values(rows);
  }
  if (rowIds.length > 0) await tx.jobs.enqueue(tx.db, 'match.compute', {});
}
