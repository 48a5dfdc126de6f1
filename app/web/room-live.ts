/** Tells open pages that a deal room changed. What changed they ask for themselves, with their own rights. */
export interface RoomLive {
  /** Calls `changed` after each commit that touched the room and `ended` when the server stops. Returns the way to leave. */
  subscribe(dealId: string, listener: { readonly changed: () => void; readonly ended: () => void }): () => void;
}

const heartbeatMs = 20_000;
/** How long a page waits before it connects again. */
const retryMs = 3_000;
/** Several changes within this time are one event. */
const gatherMs = 150;

/**
 * A stream of server-sent events for one room: `change` with a running number, a comment every 20 seconds so that proxies and
 * sleeping pages find out that the line is dead. `mayStay` is asked before each event and with each comment: who lost the room or
 * signed out hears nothing more. A page that comes back after a sleep (Last-Event-ID) is told at once, for it may have missed some.
 */
export function roomStream(
  live: RoomLive,
  dealId: string,
  signal: AbortSignal,
  mayStay: () => Promise<boolean>,
  lastEventId: string | null = null,
): Response {
  const encoder = new TextEncoder();
  let leave = (): void => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOver = false;
      let gathering: NodeJS.Timeout | undefined;
      let n = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : 0;
      const send = (text: string): void => {
        if (isOver) return;
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          leave();
        }
      };
      const here = async (): Promise<void> => {
        if (await mayStay().catch(() => false)) send(': here\n\n');
        else leave();
      };
      const beat = setInterval(() => void here(), heartbeatMs);
      beat.unref();
      const deliver = async (): Promise<void> => {
        gathering = undefined;
        if (isOver) return;
        if (!(await mayStay().catch(() => false))) return leave();
        n += 1;
        send(`id: ${n}\nevent: change\ndata: {}\n\n`);
      };
      const changed = (): void => {
        gathering ??= setTimeout(() => void deliver(), gatherMs);
      };
      const stop = live.subscribe(dealId, { changed, ended: () => leave() });
      leave = () => {
        if (isOver) return;
        isOver = true;
        clearInterval(beat);
        clearTimeout(gathering);
        stop();
        signal.removeEventListener('abort', leave);
        try {
          controller.close();
        } catch {
          // The reader has gone already.
        }
      };
      signal.addEventListener('abort', leave);
      send(`retry: ${retryMs}\n\n`);
      if (lastEventId !== null) changed();
    },
    cancel: () => leave(),
  });
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
