import { searchChanges } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Says, in the deed's own transaction, that the search must look at a row again. */
export async function noteSearchChange(
  tx: In<Context>,
  kind: 'achievement' | 'demand',
  ...rowIds: string[]
): Promise<void> {
  for (let from = 0; from < rowIds.length; from += 1000) {
    await tx.db.insert(searchChanges).values(rowIds.slice(from, from + 1000).map((rowId) => ({ kind, rowId })));
  }
}
