import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { answerApi } from './api.ts';
import { forgetTokens } from './authorise.ts';
import type { ApiDesk, Faults } from './desk.ts';
import { type Messages, messagesOf } from './messages.ts';
import { reportPdf } from './report-pdf.ts';
import { pageHeaders, signPage } from './sign-page.ts';
import { openStore, type Task } from './store.ts';
import { type Tasks, tasksOf } from './tasks.ts';

export interface EsignStandInOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Keeps the state between starts. */
  readonly dataDir: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly openCorpId: string;
  /** The demo's offset clock. Signatures keep to the wall clock. */
  readonly now?: () => Date;
  readonly retryDelaysMs?: readonly number[];
}

/** What tests may do to the stand-in. Functions only: nothing of this is reachable over HTTP. */
export interface EsignControls {
  readonly tasks: Tasks;
  readonly messages: Messages;
  readonly faults: Faults;
  /** The next calls of the API are not answered: 503. */
  failNext(calls: number): void;
  /** A call of the API to this path is executed and its connection cut before the answer. */
  cutNext(path: string): void;
  /** The next call is answered so much later. */
  slowNext(ms: number): void;
  forgetTokens(): void;
  /** Paths of the calls so far. */
  readonly calls: readonly string[];
}

export interface EsignStandIn {
  readonly url: string;
  readonly port: number;
  readonly controls: EsignControls;
  close(): Promise<void>;
}

const api = '/api/v5';
const largest = 60 * 1_048_576;

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= largest) chunks.push(chunk);
  }
  return bytes > largest ? null : Buffer.concat(chunks);
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
  return headers;
}

/**
 * A stand-in for the part of 法大大's API that the app uses, on 127.0.0.1 only: for the demo and for tests. It checks requests as
 * published, shows a page to each signer and sends signed messages. Nothing that is signed here binds anybody.
 */
export async function startEsignStandIn(options: EsignStandInOptions): Promise<EsignStandIn> {
  const { appId, appSecret: secret, openCorpId, now = () => new Date() } = options;
  const store = await openStore(options.dataDir);
  const messages = messagesOf(store, { appId, secret, retryDelaysMs: options.retryDelaysMs ?? [1000, 5000, 20_000] });
  const tasks = tasksOf(store, messages, now);
  const faults: Faults = { signedFile: 'right', isReportLate: false };
  const trouble = { fail: 0, cut: null as string | null, slowMs: 0 };
  const calls: string[] = [];
  let base = '';
  const desk: ApiDesk = { tasks, appId, secret, openCorpId, base: () => base, faults };

  const send = (response: ServerResponse, status: number, headers: Record<string, string>, body: string | Buffer) => {
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.end(body);
  };
  const pdf = (response: ServerResponse, bytes: Buffer) =>
    send(response, 200, { 'content-type': 'application/pdf' }, bytes);

  async function answerCall(request: IncomingMessage, response: ServerResponse, path: string, body: Buffer) {
    calls.push(path);
    if (trouble.slowMs > 0) await setTimeout(trouble.slowMs, void (trouble.slowMs = 0), { ref: false });
    if (trouble.fail > 0) {
      trouble.fail -= 1;
      return send(response, 503, {}, '');
    }
    const reply = answerApi(desk, { path, headers: headersOf(request), body: body.toString('utf8') });
    await store.save();
    if (trouble.cut === path) {
      trouble.cut = null;
      return void request.socket.destroy();
    }
    return send(response, reply.status, { 'content-type': 'application/json' }, JSON.stringify(reply.body));
  }

  async function answerPage(method: string, response: ServerResponse, key: string, isPaper: boolean, body: Buffer) {
    const found = tasks.byKey(key);
    if (found === undefined)
      return send(response, 404, { 'content-type': 'text/plain; charset=utf-8' }, '没有这个页面\n');
    const { task, actor } = found;
    if (isPaper) {
      const isBegun = task.actors.some(({ status }) => status === 'signed');
      return pdf(response, await store.get(isBegun ? tasks.signedKey(task) : task.fileId));
    }
    if (method !== 'POST') {
      tasks.read(task, actor);
      await store.save();
      return send(response, 200, { ...pageHeaders }, signPage(task, actor, tasks.next(task) === actor));
    }
    const form = new URLSearchParams(body.toString('utf8'));
    const typed = (name: string) => (form.get(name) ?? '').trim().slice(0, 100);
    if (form.get('deed') === 'sign' && typed('person') !== '') await tasks.sign(task, actor, typed('person'));
    if (form.get('deed') === 'refuse') tasks.refuse(task, actor, typed('note'));
    await store.save();
    return send(response, 303, { location: `/sign/${key}` }, '');
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/'] = (request.url ?? '/').split('?');
    const method = request.method ?? 'GET';
    const body = await bodyOf(request);
    if (body === null) return send(response, 413, {}, '');
    tasks.expireDue();
    if (path.startsWith(`${api}/`) && method === 'POST')
      return answerCall(request, response, path.slice(api.length), body);
    const [, place = '', key = '', rest = ''] = path.split('/');
    if (place === 'sign') return answerPage(method, response, key, rest === 'paper', body);
    if (place === 'upload' && method === 'PUT' && store.state.uploads.some((row) => row.key === key)) {
      await store.put(key, body);
      return send(response, 200, {}, '');
    }
    const task = tasks.find(key);
    if (place === 'download' && task) return pdf(response, await signedFile(task));
    if (place === 'report' && task) return pdf(response, await reportPdf(task));
    return send(response, 404, {}, '');
  }

  async function signedFile(task: Task): Promise<Buffer> {
    const signed = await store.get(tasks.signedKey(task));
    return faults.signedFile === 'other' ? reportPdf(task) : signed;
  }

  const server = createServer((request, response) => {
    route(request, response).catch(() => {
      if (response.headersSent) return void request.socket.destroy();
      send(response, 500, {}, '');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  return {
    url: `${base}${api}`,
    port,
    controls: {
      tasks,
      messages,
      faults,
      calls,
      failNext: (n) => void (trouble.fail = n),
      cutNext: (path) => void (trouble.cut = path),
      slowNext: (ms) => void (trouble.slowMs = ms),
      forgetTokens,
    },
    async close() {
      messages.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await store.save();
    },
  };
}
