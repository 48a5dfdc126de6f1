import { createHash, createHmac, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Message, Store } from './store.ts';

export interface Messages {
  /** Keeps a message and sends it, unless messages are held. */
  tell(event: string, url: string, content: object): void;
  hold(): void;
  /** Sends what waits, one after the other. */
  release(order: 'made' | 'reversed'): Promise<void>;
  /** Sends a message once more, whatever became of it; the status that the receiver answered. */
  deliver(
    n: number,
    change?: { readonly secret?: string; readonly content?: string; readonly ageMs?: number },
  ): Promise<number | null>;
  settled(): Promise<void>;
  close(): void;
}

/** As published: parameters by name, their SHA-256, signed with a key made of secret and timestamp. Written apart from the adapter. */
export function signatureOf(values: readonly (readonly [string, string])[], timestamp: string, secret: string): string {
  const sorted = [...values].filter(([, value]) => value !== '').toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = sorted.map((pair) => pair.join('=')).join('&');
  const key = createHmac('sha256', secret).update(timestamp).digest();
  return createHmac('sha256', key).update(createHash('sha256').update(text).digest('hex')).digest('hex');
}

export function messagesOf(
  store: Store,
  { appId, secret, retryDelaysMs }: { appId: string; secret: string; retryDelaysMs: readonly number[] },
): Messages {
  const closing = new AbortController();
  const onTheWay = new Set<Promise<void>>();
  let isHeld = false;

  async function send(message: Message, given: { secret?: string; content?: string; ageMs?: number } = {}) {
    const timestamp = String(Date.now() - (given.ageMs ?? 0));
    const headers: [string, string][] = [
      ['X-FASC-App-Id', appId],
      ['X-FASC-Event', message.event],
      ['X-FASC-Nonce', randomBytes(16).toString('hex')],
      ['X-FASC-Sign-Type', 'HMAC-SHA256'],
      ['X-FASC-Timestamp', timestamp],
    ];
    const signature = signatureOf([...headers, ['bizContent', message.content]], timestamp, given.secret ?? secret);
    const answer = await fetch(message.url, {
      method: 'POST',
      headers: [...headers, ['X-FASC-Sign', signature], ['content-type', 'application/x-www-form-urlencoded']],
      body: new URLSearchParams({ bizContent: given.content ?? message.content }).toString(),
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(3000)]),
    }).catch(() => null);
    const text = await answer?.text().catch(() => '');
    return { status: answer?.status ?? null, isHeard: answer?.status === 200 && text?.includes('success') === true };
  }

  async function push(message: Message): Promise<void> {
    for (; !message.isDelivered && message.tries <= retryDelaysMs.length && !closing.signal.aborted;) {
      if (message.tries > 0) {
        await setTimeout(retryDelaysMs[message.tries - 1], undefined, { signal: closing.signal, ref: false }).catch(
          () => undefined,
        );
      }
      if (closing.signal.aborted) return;
      message.isDelivered = (await send(message)).isHeard;
      message.tries += 1;
      await store.save().catch(() => undefined);
    }
  }

  const start = (message: Message): Promise<void> => {
    const whole = push(message).finally(() => onTheWay.delete(whole));
    onTheWay.add(whole);
    return whole;
  };

  return {
    tell(event, url, content) {
      const eventTime = String(Date.now());
      const text = JSON.stringify({ ...content, eventTime });
      const message: Message = { event, url, content: text, madeAt: Date.now(), tries: 0, isDelivered: false };
      store.state.messages.push(message);
      if (!isHeld) void start(message);
    },
    hold: () => void (isHeld = true),
    async release(order) {
      isHeld = false;
      const waiting = store.state.messages.filter(({ isDelivered, tries }) => !isDelivered && tries === 0);
      for (const message of order === 'made' ? waiting : waiting.toReversed()) await start(message);
    },
    async deliver(n, change = {}) {
      const message = store.state.messages.at(n);
      if (message === undefined) throw new Error(`no message ${n}`);
      return (await send(message, change)).status;
    },
    async settled() {
      while (onTheWay.size > 0) await Promise.allSettled(onTheWay);
    },
    close: () => closing.abort(),
  };
}
