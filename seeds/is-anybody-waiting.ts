import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';

/** For tests of races: somebody in this database waits for a row that another transaction holds. */
export async function isAnybodyWaiting(db: Database): Promise<boolean> {
  const waiting = await db.execute(sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return waiting.length > 0;
}
