import { sql } from 'drizzle-orm';
import { platformClock } from '#db/schema/index.ts';
import type { Database } from '#db/client.server.ts';

/**
 * The platform's clock. It runs ahead of the real one by an offset that only the demo and tests may move, so that a
 * journey can cross 15 days of publicity, a trial and two quarters. Kept on globalThis because the server file and
 * the Remix build are separate module graphs.
 */
const kept = globalThis as typeof globalThis & { chengguoClock?: { offsetMs: number } };
const clock = (kept.chengguoClock ??= { offsetMs: 0 });

export const now = (): Date => new Date(Date.now() + clock.offsetMs);

export async function loadClock(db: Database): Promise<void> {
  const [row] = await db.select().from(platformClock);
  clock.offsetMs = row?.offsetMs ?? 0;
}

/** Moves the clock forward by `ms`; never back, since what happened stays happened. */
export async function moveClock(db: Database, ms: number): Promise<void> {
  if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError('the clock only moves forward');
  const [row] = await db
    .insert(platformClock)
    .values({ id: 1, offsetMs: ms })
    .onConflictDoUpdate({ target: platformClock.id, set: { offsetMs: sql`${platformClock.offsetMs} + ${ms}` } })
    .returning();
  clock.offsetMs = row?.offsetMs ?? ms;
}
