import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAccount } from './account.ts';
import { answerApi } from './api.ts';
import type { Api, ApiAnswer, ApiRequest } from './api.ts';
import { expireDue } from './checkout.ts';
import { controlsOf } from './controls.ts';
import type { Controls } from './controls.ts';
import type { Desk } from './desk.ts';
import { replyBook } from './idempotency.ts';
import { answerPage, payPath } from './pages.ts';
import { answerSetup, setupPath } from './setup-page.ts';
import type { MethodType } from './objects.ts';
import { openStore } from './store.ts';
import { webhooksOf } from './webhooks.ts';

export interface StandInOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Keeps the state between starts. */
  readonly dataDir: string;
  /** Must be a test key: nothing here may be mistaken for the real thing. */
  readonly secretKey: `sk_test_${string}`;
  /** Null: no deliveries; events stay readable. */
  readonly webhookUrl: string | null;
  readonly webhookSecret: string | readonly string[];
  /** Where payers reach the pay page, if not at the server's own address. */
  readonly baseUrl?: string;
  /** The demo's offset clock. Signatures keep to the wall clock. */
  readonly now?: () => Date;
  readonly retryDelaysMs?: readonly number[];
  readonly webhookTimeoutMs?: number;
}

export interface StandIn {
  readonly url: string;
  readonly port: number;
  readonly controls: Controls;
  /** A connected account that can take payments; the same one again if its id exists. Returns the id. */
  createAccount(input: {
    id?: `acct_${string}`;
    name: string;
    email?: string;
    /** Ways to pay besides cards; none unless said. */
    wallets?: readonly Exclude<MethodType, 'card'>[];
  }): Promise<string>;
  close(): Promise<void>;
}

const largestBody = 256 * 1_024;
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const aboutFiveMinutes = [1_000, 5_000, 20_000, 60_000, 200_000];

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Read to the end even when too large, or the refusal could not be heard.
    if (bytes <= largestBody) chunks.push(chunk);
  }
  return bytes > largestBody ? null : Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, answer: ApiAnswer, isHead: boolean): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(isHead ? undefined : answer.body);
}

const plain = (status: number, body: string): ApiAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

/**
 * A stand-in for the part of Stripe that the app uses, on 127.0.0.1 only: for the demo and for tests, never beside a real
 * database. No money moves. The official SDK talks to it by host, port and protocol.
 */
export async function startStripeStandIn(options: StandInOptions): Promise<StandIn> {
  if (!options.secretKey.startsWith('sk_test_')) throw new Error('the stand-in takes a test key only');
  if (options.webhookUrl !== null && !loopback.has(new URL(options.webhookUrl).hostname)) {
    throw new Error('the stand-in delivers to this machine only');
  }
  const store = await openStore(options.dataDir);
  const webhooks = webhooksOf(store, {
    url: options.webhookUrl,
    secrets: [options.webhookSecret].flat(),
    retryDelaysMs: options.retryDelaysMs ?? aboutFiveMinutes,
    timeoutMs: options.webhookTimeoutMs ?? 10_000,
  });
  let base = options.baseUrl ?? '';
  const desk: Desk = {
    store,
    now: options.now ?? (() => new Date()),
    payUrl: (id) => `${base.replace(/\/$/, '')}${payPath}${id}`,
    setupUrl: (token) => `${base.replace(/\/$/, '')}${setupPath}${token}`,
  };
  /** Every change is on disk before anybody hears of it. */
  const commit = async () => {
    await store.save();
    webhooks.poke();
  };
  const { controls, beforeExecution, takeCut } = controlsOf(desk, webhooks, commit);
  const api: Api = { desk, secretKey: options.secretKey, replies: replyBook(store.replies), beforeExecution };

  const answer = async (request: ApiRequest): Promise<ApiAnswer> => {
    expireDue(desk);
    if (request.path.startsWith('/v1/')) return answerApi(api, request);
    if (request.path.startsWith(payPath)) return answerPage(desk, request);
    if (request.path.startsWith(setupPath)) return answerSetup(desk, request);
    return plain(404, '演示收银台：没有这个页面\n');
  };

  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request);
      if (body === null) return send(response, plain(413, 'too large\n'), false);
      const [path = '/', query = ''] = (request.url ?? '/').split('?');
      const isHead = request.method === 'HEAD';
      const method = isHead ? 'GET' : (request.method ?? 'GET');
      const answered = await answer({ method, path, query, body, headers: request.headers });
      await commit();
      if (takeCut(path)) return void request.socket.destroy();
      send(response, answered, isHead);
    })().catch(() => {
      if (response.headersSent) return void request.socket.destroy();
      send(response, plain(500, 'the stand-in failed\n'), false);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  base ||= url;
  webhooks.poke();

  return {
    url,
    port,
    controls,
    async createAccount({ id, name, email, wallets = [] }) {
      const capabilities = Object.fromEntries(wallets.map((type) => [`${type}_payments`, { requested: true }]));
      const account = makeAccount(desk, { business_profile: { name }, email, capabilities }, id);
      await commit();
      return account.id;
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await webhooks.close();
      await store.save();
    },
  };
}
