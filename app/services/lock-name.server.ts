import { sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';

/** Until the transaction ends, whoever else takes this name waits: for what has no row of its own to lock. */
export async function lockName(tx: Database | Tx, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
