import { sql } from 'drizzle-orm';
import type { Context, In } from '../context.server.ts';

/** The channel on which rooms tell that they changed. */
export const roomChannel = 'chengguo_room';

/** Tells everybody who has the room open that it changed, when the transaction commits and not before. Carries ids only. */
export async function announceRoom(tx: In<Context>, dealId: string): Promise<void> {
  await tx.db.execute(sql`select pg_notify(${roomChannel}, ${dealId})`);
}
