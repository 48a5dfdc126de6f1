import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { reachableAccount } from './account.ts';
import { ApiError } from './api-error.ts';
import type { Desk } from './desk.ts';
import { canonicalForm, parseForm } from './form-body.ts';
import { longestKey } from './idempotency.ts';
import type { Replies, StoredReply } from './idempotency.ts';
import { findRoute } from './routes.ts';
import { newId } from './store.ts';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface Api {
  readonly desk: Desk;
  readonly secretKey: string;
  readonly replies: Replies;
  /** Runs before each execution. Tests stall or crash here. */
  readonly beforeExecution: () => Promise<void>;
}

const digest = (value: string) => createHash('sha256').update(value).digest();
const header = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

function keyOf(headers: IncomingHttpHeaders): string | null {
  const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ');
  if (/^bearer$/i.test(scheme)) return credentials;
  if (/^basic$/i.test(scheme)) return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0] ?? null;
  return null;
}

function authenticate({ secretKey }: Api, headers: IncomingHttpHeaders): void {
  const key = keyOf(headers);
  if (!key) throw new ApiError(401, { message: 'No API key provided: send it as a bearer token' });
  if (timingSafeEqual(digest(key), digest(secretKey))) return;
  throw new ApiError(401, { message: `Invalid API Key provided: ${'*'.repeat(8)}${key.slice(-4)}` });
}

function accountOf({ desk }: Api, headers: IncomingHttpHeaders): string {
  const asked = header(headers, 'stripe-account');
  const context = header(headers, 'stripe-context');
  if (asked && context && asked !== context) {
    throw new ApiError(400, { message: 'Stripe-Account and Stripe-Context name different accounts' });
  }
  return reachableAccount(desk.store, asked ?? context ?? desk.store.platform);
}

type Outcome = Pick<StoredReply, 'status' | 'body'>;
const shown = (value: object): string => JSON.stringify(value, null, 2);
const refusal = (error: unknown): Outcome =>
  error instanceof ApiError
    ? { status: error.status, body: shown(error.body) }
    : { status: 500, body: shown({ error: { type: 'api_error', message: 'The stand-in failed on this request' } }) };

async function execute(api: Api, run: () => object): Promise<Outcome> {
  try {
    await api.beforeExecution();
    return { status: 200, body: shown(run()) };
  } catch (error) {
    return refusal(error);
  }
}

async function answer(api: Api, request: ApiRequest, requestId: string): Promise<Outcome & { replayOf?: string }> {
  authenticate(api, request.headers);
  const account = accountOf(api, request.headers);
  const { method, path } = request;
  const found = findRoute(method, path);
  if (!found) throw new ApiError(404, { message: `Unrecognized request URL (${method}: ${path})` });
  const params = parseForm(method === 'GET' ? request.query : request.body);
  const key = method === 'POST' ? header(request.headers, 'idempotency-key') : null;
  if (key && key.length > longestKey)
    throw new ApiError(400, { message: `Idempotency key above ${longestKey} characters` });
  const cause = { id: requestId, idempotencyKey: key };
  const run = found.route({ desk: api.desk, account, params, id: found.id, cause });
  if (key === null) return execute(api, run);

  const scope = `${account}:${key}`;
  const fingerprint = digest(canonicalForm(params)).toString('hex');
  const earlier = api.replies.take(scope, fingerprint, path);
  if (earlier) return { ...earlier, replayOf: earlier.requestId };
  const outcome = await execute(api, run);
  api.replies.release(scope, { ...outcome, fingerprint, path, requestId, at: Date.now() });
  api.desk.store.touch();
  return outcome;
}

/** One request to `/v1`, from key to answer. Never throws; saving is the caller's. */
export async function answerApi(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  const requestId = newId('req_', 14);
  const { status, body, replayOf } = await answer(api, request, requestId).catch(
    (error: unknown): Outcome & { replayOf?: string } => refusal(error),
  );
  const echoed = ['stripe-account', 'stripe-version', 'idempotency-key'].flatMap((name) => {
    const value = header(request.headers, name);
    return value ? [[name, value]] : [];
  });
  return {
    status,
    body,
    headers: {
      ...Object.fromEntries(echoed),
      'content-type': 'application/json',
      'request-id': requestId,
      ...(status === 401 ? { 'www-authenticate': 'Basic realm="Stripe"' } : {}),
      ...(status === 409 ? { 'stripe-should-retry': 'true' } : {}),
      // A stored 500 would only be replayed.
      ...(status === 500 ? { 'stripe-should-retry': 'false' } : {}),
      ...(replayOf ? { 'idempotent-replayed': 'true', 'original-request': replayOf } : {}),
    },
  };
}
