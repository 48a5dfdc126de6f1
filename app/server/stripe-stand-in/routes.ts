import { createAccount, createLink, methodsOf, methodsPage, reachableAccount } from './account.ts';
import { ApiError, noSuch } from './api-error.ts';
import { expireSession, openSession, shownSession } from './checkout.ts';
import { seconds } from './desk.ts';
import type { Cause, Desk } from './desk.ts';
import type { FormRecord } from './form-body.ts';
import type { Session } from './objects.ts';
import {
  listPage,
  newAccount,
  newLink,
  newRefund,
  newSession,
  nothing,
  readParams,
  refundPage,
  sessionLookup,
} from './params.ts';
import type { ListPage } from './params.ts';
import { refund } from './refund.ts';
import type { Owned } from './store.ts';

export interface Call {
  readonly desk: Desk;
  readonly account: string;
  readonly params: FormRecord;
  readonly id: string;
  readonly cause: Cause;
}
/** Two steps: what `route` throws is a refused parameter and is forgotten; what the result does or throws is an answer. */
type Route = (call: Call) => () => object;

const owned = <T>(found: Owned<T> | undefined, account: string, missing: () => ApiError): T => {
  if (!found || found.account !== account) throw missing();
  return found.object;
};

const sessionOf = ({ desk, account, id }: Call) => {
  const found = desk.store.sessions.get(id);
  owned(found, account, () => noSuch('checkout.session', id, 'session'));
  return found!;
};

function expanded(desk: Desk, session: Session, wanted: readonly string[] = []): object {
  const intent = session.payment_intent === null ? undefined : desk.store.intents.get(session.payment_intent);
  const shown = shownSession(desk, session);
  return wanted.includes('payment_intent') && intent ? { ...shown, payment_intent: intent.object } : shown;
}

function page<T extends { readonly id: string }>(newestFirst: readonly T[], asked: ListPage, url: string): object {
  const after = asked.starting_after;
  const from = after === undefined ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && from === 0) throw noSuch('object', after, 'starting_after');
  const data = newestFirst.slice(from, from + asked.limit);
  return { object: 'list', data, has_more: from + data.length < newestFirst.length, url };
}

const routes: Readonly<Record<string, Route>> = {
  'POST /v1/checkout/sessions': ({ desk, account, params }) => {
    const input = readParams(newSession, params);
    const now = seconds(desk.now());
    if (input.expires_at !== undefined && (input.expires_at < now + 1_800 || input.expires_at > now + 86_400)) {
      const message = 'expires_at must lie between 30 minutes and 24 hours from now';
      throw new ApiError(400, { message, param: 'expires_at' });
    }
    const methods = methodsOf(desk.store, account, input);
    return () => expanded(desk, openSession(desk, account, input, methods), input.expand);
  },
  'GET /v1/checkout/sessions/:id': (call) => {
    const { expand } = readParams(sessionLookup, call.params);
    return () => expanded(call.desk, sessionOf(call).object, expand);
  },
  'POST /v1/checkout/sessions/:id/expire': (call) => {
    const { expand } = readParams(sessionLookup, call.params);
    return () => expanded(call.desk, expireSession(call.desk, sessionOf(call), call.cause), expand);
  },
  'GET /v1/payment_intents/:id': ({ desk, account, params, id }) => {
    readParams(nothing, params);
    return () => owned(desk.store.intents.get(id), account, () => noSuch('payment_intent', id, 'intent'));
  },
  'POST /v1/refunds': ({ desk, account, params, cause }) => {
    const input = readParams(newRefund, params);
    return () => refund(desk, account, input, cause);
  },
  'GET /v1/refunds': ({ desk, account, params }) => {
    const { payment_intent: of, ...asked } = readParams(refundPage, params);
    const mine = [...desk.store.refunds.values()]
      .filter((refund) => refund.account === account && (of === undefined || refund.object.payment_intent === of))
      .map(({ object }) => object);
    return () => page(mine.toReversed(), asked, '/v1/refunds');
  },
  'GET /v1/disputes/:id': ({ desk, account, params, id }) => {
    readParams(nothing, params);
    return () => owned(desk.store.disputes.get(id), account, () => noSuch('dispute', id, 'id'));
  },
  'GET /v1/refunds/:id': ({ desk, account, params, id }) => {
    readParams(nothing, params);
    return () => owned(desk.store.refunds.get(id), account, () => noSuch('refund', id, 'refund'));
  },
  'GET /v1/events': ({ desk, account, params }) => {
    const asked = readParams(listPage, params);
    const types = asked.types ?? (asked.type === undefined ? null : [asked.type]);
    const mine = [...desk.store.events.values()]
      .filter((event) => event.account === account && (types === null || types.includes(event.object.type)))
      .map(({ object }) => object);
    return () => page(mine.toReversed(), asked, '/v1/events');
  },
  'GET /v1/events/:id': ({ desk, account, params, id }) => {
    readParams(nothing, params);
    return () => owned(desk.store.events.get(id), account, () => noSuch('event', id, 'id'));
  },
  'GET /v1/accounts': ({ desk, params }) => {
    const asked = readParams(listPage, params);
    return () => page([...desk.store.accounts.values()].toReversed(), asked, '/v1/accounts');
  },
  'POST /v1/accounts': ({ desk, params }) => {
    const input = readParams(newAccount, params);
    return () => createAccount(desk, input);
  },
  'POST /v1/account_links': ({ desk, params }) => {
    const input = readParams(newLink, params);
    return () => createLink(desk, { ...input, account: reachableAccount(desk.store, input.account) });
  },
  'GET /v1/payment_method_configurations': ({ desk, account, params }) => {
    const asked = readParams(listPage, params);
    return () => page([methodsPage(desk.store, account)], asked, '/v1/payment_method_configurations');
  },
  'GET /v1/accounts/:id': ({ desk, params, id }) => {
    readParams(nothing, params);
    return () => desk.store.accounts.get(reachableAccount(desk.store, id)) ?? { id, object: 'account' };
  },
};

const pattern = (path: string) => new RegExp(`^${path.replace(':id', '([A-Za-z0-9_]{1,100})')}$`);
const table = Object.entries(routes).map(([name, route]) => {
  const [method = '', path = ''] = name.split(' ');
  return { method, path: pattern(path), route };
});

export function findRoute(method: string, path: string): { route: Route; id: string } | null {
  for (const entry of table) {
    const match = entry.method === method ? entry.path.exec(path) : null;
    if (match) return { route: entry.route, id: match[1] ?? '' };
  }
  return null;
}
