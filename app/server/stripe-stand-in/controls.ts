import { type AccountChange, standAccount } from './account.ts';
import { byHand } from './desk.ts';
import type { Desk } from './desk.ts';
import { decline, endDelayed, expireSession, pay, payLater } from './checkout.ts';
import { closeDispute, openDispute } from './dispute.ts';
import type { StandInEvent } from './objects.ts';
import { failRefund } from './refund.ts';
import type { SessionRecord } from './store.ts';
import type { Webhooks } from './webhooks.ts';

/** What tests and the seeded story may do to the stand-in. Functions only: nothing of this is reachable over HTTP. */
export interface Controls {
  /** As if the payer pressed 支付. `receivedFen` other than the total: a provider that reports a differing amount. */
  pay(sessionId: string, receivedFen?: bigint): Promise<void>;
  decline(sessionId: string): Promise<void>;
  /** The payer did his part by a way whose money comes later, and what became of it. */
  payLater(sessionId: string): Promise<void>;
  endDelayed(sessionId: string, end: 'succeeded' | 'failed'): Promise<void>;
  expire(sessionId: string): Promise<void>;
  /** As if the card's bank had sent a refund back: it fails after it had succeeded. */
  failRefund(refundId: string): Promise<void>;
  /** The payer's bank disputes the payment; the id of the dispute. */
  dispute(sessionId: string): Promise<string>;
  closeDispute(disputeId: string, status: 'won' | 'lost'): Promise<void>;
  /** As if the provider had looked at an account's papers: it takes payments, or what it still asks for. */
  standAccount(id: string, change: AccountChange): Promise<void>;
  /** Oldest first. */
  events(type?: string): readonly Readonly<StandInEvent>[];
  /** New events wait until released: webhooks that come late, or after the payer is back. */
  holdDeliveries(): void;
  /** Sends what waits, in the order made or in the reverse one; resolves when all was answered or given up. */
  releaseDeliveries(order?: 'made' | 'reversed'): Promise<void>;
  /** Sends an event again. Its signature may be as old as wanted. The status answered, or null for no answer. */
  deliver(eventId: string, options?: { signedSecondsAgo?: number }): Promise<number | null>;
  deliveriesSettled(): Promise<void>;
  /** The next API request waits inside its execution until the returned function is called. */
  stallNext(): () => void;
  /** The next API request fails inside its execution: 500, which its idempotency key then keeps. */
  crashNext(): void;
  /** The next API request is executed and its connection cut before the answer. */
  cutNext(): void;
}

export interface ControlDesk {
  readonly controls: Controls;
  readonly beforeExecution: () => Promise<void>;
  readonly takeCut: (path: string) => boolean;
}

export function controlsOf(desk: Desk, webhooks: Webhooks, commit: () => Promise<void>): ControlDesk {
  const interruptions: (() => Promise<void>)[] = [];
  let cuts = 0;

  const withSession = async (id: string, deed: (record: SessionRecord) => void): Promise<void> => {
    const record = desk.store.sessions.get(id);
    if (!record) throw new Error(`no session ${id}`);
    deed(record);
    await commit();
  };

  const controls: Controls = {
    pay: (id, received) =>
      withSession(id, (of) => pay(desk, of, received === undefined ? undefined : Number(received))),
    payLater: (id) => withSession(id, (of) => payLater(desk, of)),
    endDelayed: (id, end) => withSession(id, (of) => endDelayed(desk, of, end)),
    decline: (id) => withSession(id, (of) => decline(desk, of)),
    expire: (id) => withSession(id, (of) => void expireSession(desk, of, byHand)),
    async failRefund(id) {
      failRefund(desk, id);
      await commit();
    },
    async standAccount(id, change) {
      standAccount(desk, id, change);
      await commit();
    },
    async dispute(id) {
      const made = openDispute(desk, id);
      await commit();
      return made.id;
    },
    async closeDispute(id, status) {
      closeDispute(desk, id, status);
      await commit();
    },
    events: (type) =>
      [...desk.store.events.values()].map(({ object }) => object).filter((event) => !type || event.type === type),
    holdDeliveries: () => webhooks.hold(),
    async releaseDeliveries(order = 'made') {
      await webhooks.release(order);
      await webhooks.settled();
    },
    deliver: (eventId, { signedSecondsAgo } = {}) => webhooks.deliver(eventId, signedSecondsAgo),
    deliveriesSettled: () => webhooks.settled(),
    stallNext() {
      const gate = new AbortController();
      const opened = new Promise<void>((resolve) => gate.signal.addEventListener('abort', () => resolve()));
      interruptions.push(() => opened);
      return () => gate.abort();
    },
    crashNext() {
      interruptions.push(() => Promise.reject(new Error('crash asked for by a test')));
    },
    cutNext() {
      cuts += 1;
    },
  };

  return {
    controls,
    beforeExecution: async () => interruptions.shift()?.(),
    takeCut(path) {
      if (cuts === 0 || !path.startsWith('/v1/')) return false;
      cuts -= 1;
      return true;
    },
  };
}
