import { sql } from 'drizzle-orm';
import type { Context, In } from '../context.server.ts';

/** Until the transaction ends, nobody else writes a row of these bytes or decides that no row needs them. */
export async function lockBytes(tx: In<Context>, sha256: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`file:${sha256}`}, 0))`);
}
