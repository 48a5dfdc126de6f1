import type { StandInEvent } from './objects.ts';
import { newId } from './store.ts';
import type { Store } from './store.ts';

/** What every deed needs: the state, a clock, and where a session's page is. */
export interface Desk {
  readonly store: Store;
  readonly now: () => Date;
  readonly payUrl: (sessionId: string) => string;
  readonly setupUrl: (token: string) => string;
}
export interface Cause {
  readonly id: string | null;
  readonly idempotencyKey: string | null;
}
export const byHand: Cause = { id: null, idempotencyKey: null };

const apiVersion = '2026-10-28.endive';
export const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

/** Adds an event with the object as it is now, to be delivered once the state is on disk. */
export function record(desk: Desk, account: string, type: string, object: object, cause: Cause): void {
  const { store } = desk;
  const event: StandInEvent = {
    id: newId('evt_'),
    object: 'event',
    ...(account === store.platform ? {} : { account }),
    api_version: apiVersion,
    created: seconds(desk.now()),
    data: { object: structuredClone(object) as Record<string, unknown> },
    livemode: false,
    pending_webhooks: 1,
    request: { id: cause.id, idempotency_key: cause.idempotencyKey },
    type,
  };
  store.events.set(event.id, { account, object: event, madeAt: Date.now(), attempts: 0 });
  store.touch();
}
