import { sql } from 'drizzle-orm';
import { matchChanges, searchChanges } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

type Kind = 'achievement' | 'demand';

/** Says, in the deed's own transaction, that the search, the matches and the alerts must look at a row again, before anything in mass. */
export const noteSearchChange = (tx: In<Context>, kind: Kind, ...rowIds: string[]): Promise<void> =>
  note(tx, kind, rowIds, true);

/**
 * The same of rows that one run writes in mass: none of them leaves the public pages by it, so they wait behind what people do. The run
 * wakes the jobs when it is through, for beside it they would take the processor from it; what it leaves behind they find by themselves.
 */
export const noteMassChange = (tx: In<Context>, kind: Kind, rowIds: readonly string[]): Promise<void> =>
  note(tx, kind, rowIds, false);

async function note(tx: In<Context>, kind: Kind, rowIds: readonly string[], isUrgent: boolean): Promise<void> {
  if (rowIds.length === 0) return;
  const given = sql`unnest(${`{${rowIds.join(',')}}`}::uuid[]) as given (id)`;
  await tx.db.execute(sql`
    insert into ${searchChanges} (kind, row_id, is_urgent) select ${kind}, given.id, ${isUrgent}::boolean from ${given}`);
  await tx.db.execute(sql`insert into ${matchChanges} (kind, row_id) select ${kind}, given.id from ${given}`);
  if (isUrgent) await tx.jobs.enqueue(tx.db, 'match.compute', {});
}
