import postgres from 'postgres';
import type { Logger } from 'pino';
import { roomChannel } from '#app/services/deals/announce-room.server.ts';
import type { RoomLive } from '#app/web/room-live.ts';

/**
 * Who listens to which deal room. One connection hears what every process commits (LISTEN / NOTIFY) and passes it on; it comes
 * back by itself after a lost server, and then wakes everybody, because something may have been missed.
 */
export async function startRoomLive(
  url: string,
  log: Logger,
): Promise<RoomLive & { readonly size: () => number; close(): Promise<void> }> {
  const listeners = new Map<string, Set<() => void>>();
  const ends = new Set<() => void>();
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'chengguo-live' },
    backoff: () => 1,
  });
  const wake = (dealId: string): void => {
    for (const listener of listeners.get(dealId) ?? []) {
      try {
        listener();
      } catch (error) {
        log.warn({ err: error }, 'live listener');
      }
    }
  };
  let isFirst = true;
  await sql.listen(roomChannel, wake, () => {
    if (!isFirst) for (const dealId of listeners.keys()) wake(dealId);
    isFirst = false;
  });
  return {
    subscribe(dealId, { changed, ended }) {
      const own = listeners.get(dealId) ?? new Set();
      listeners.set(dealId, own.add(changed));
      ends.add(ended);
      return () => {
        own.delete(changed);
        ends.delete(ended);
        if (own.size === 0 && listeners.get(dealId) === own) listeners.delete(dealId);
      };
    },
    size: () => ends.size,
    async close() {
      for (const end of ends) end();
      await sql.end({ timeout: 2 });
    },
  };
}
