import type { Context, In } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';

/** Until the transaction ends, nobody else writes a row of these bytes or decides that no row needs them. */
export async function lockBytes(tx: In<Context>, sha256: string): Promise<void> {
  await lockName(tx.db, `file:${sha256}`);
}
