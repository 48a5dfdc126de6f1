import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { EventRecord, Store } from './store.ts';

export interface WebhookOptions {
  readonly url: string | null;
  /** Several during a rotation: each signs, as with Stripe. */
  readonly secrets: readonly string[];
  /** Waits between attempts; after the last one the event is given up. */
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
}

export interface Webhooks {
  /** Delivers every event that is still pending and not yet on its way. */
  poke(): void;
  hold(): void;
  /** One after the other, so that the order is certain. */
  release(order: 'made' | 'reversed'): Promise<void>;
  /** Sends an event once more, whatever became of it. The status the receiver answered, or null. */
  deliver(eventId: string, signedSecondsAgo?: number): Promise<number | null>;
  /** Resolves when nothing is on its way or waiting for another attempt. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** `t=…,v1=…`: HMAC-SHA256 over `t.payload`. */
export function signatureHeader(payload: string, secrets: readonly string[], at: number): string {
  const signed = secrets.map((secret) => createHmac('sha256', secret).update(`${at}.${payload}`).digest('hex'));
  return [`t=${at}`, ...signed.map((signature) => `v1=${signature}`)].join(',');
}

export function webhooksOf(store: Store, options: WebhookOptions): Webhooks {
  const closing = new AbortController();
  const onTheWay = new Map<string, Promise<void>>();
  let held = options.url === null;

  const post = async ({ object }: EventRecord, signedSecondsAgo = 0): Promise<number | null> => {
    if (options.url === null) return null;
    const payload = JSON.stringify(object, null, 2);
    // The receiver judges the age by the wall clock, so the offset clock of the demo plays no part here.
    const signedAt = Math.floor(Date.now() / 1_000) - signedSecondsAgo;
    const answer = await fetch(options.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Stripe-Signature': signatureHeader(payload, options.secrets, signedAt),
      },
      body: payload,
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(options.timeoutMs)]),
    }).catch(() => null);
    await answer?.body?.cancel();
    return answer?.status ?? null;
  };

  const pause = (ms: number) =>
    setTimeout(ms, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);

  const attempt = async (event: EventRecord): Promise<void> => {
    const status = await post(event);
    // Cut off by a stop: still pending, and sent after the next start.
    if (closing.signal.aborted) return;
    event.attempts += 1;
    const isDelivered = status !== null && status >= 200 && status < 300;
    if (isDelivered || event.attempts > options.retryDelaysMs.length) event.object.pending_webhooks = 0;
    store.touch();
    await store.save();
  };

  const retry = async (event: EventRecord): Promise<void> => {
    while (event.object.pending_webhooks > 0 && !closing.signal.aborted) {
      await pause(options.retryDelaysMs[event.attempts - 1] ?? 0);
      if (!closing.signal.aborted) await attempt(event);
    }
  };

  /** Resolves after the first attempt; later ones go on behind. */
  const start = async (event: EventRecord): Promise<void> => {
    const { id, pending_webhooks: pending } = event.object;
    if (pending === 0 || onTheWay.has(id) || closing.signal.aborted) return;
    const first = attempt(event);
    const whole = first.then(() => retry(event)).finally(() => onTheWay.delete(id));
    // A disk that refuses the save is met again, and told, by the next request.
    onTheWay.set(
      id,
      whole.catch(() => undefined),
    );
    await first.catch(() => undefined);
  };

  const settled = async () => {
    while (onTheWay.size > 0) await Promise.allSettled(onTheWay.values());
  };

  return {
    poke() {
      if (!held) for (const event of store.events.values()) void start(event);
    },
    hold: () => void (held = true),
    async release(order) {
      held = options.url === null;
      if (held) return;
      const events = [...store.events.values()];
      for (const event of order === 'made' ? events : events.toReversed()) await start(event);
    },
    async deliver(eventId, signedSecondsAgo) {
      const event = store.events.get(eventId);
      if (!event) throw new Error(`no event ${eventId}`);
      return post(event, signedSecondsAgo);
    },
    settled,
    async close() {
      closing.abort();
      await settled();
    },
  };
}
