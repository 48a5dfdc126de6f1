import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server of the fault tests behaves just now. */
export type Fault = 'none' | 'silent' | 'internal' | 'forbidden' | 'disk_full' | 'html';

interface Task {
  readonly uid: number;
  readonly indexUid: string;
  status: 'succeeded' | 'failed';
  readonly type: string;
  error: { message: string; code: string } | null;
}

/**
 * As much of Meilisearch as the fault tests need: keys, indexes, documents, tasks, and searches that answer every
 * document. What it answers well is tested on a real server.
 */
export class FakeMeilisearch {
  fault: Fault = 'none';
  /** Requests by path, with the key that came. */
  readonly seen: { readonly method: string; readonly path: string; readonly key: string }[] = [];
  readonly indexes = new Map<string, Map<string, unknown>>();
  /** Called before documents are taken; tests stop the world here. */
  beforeDocuments: (uid: string, bytes: number) => void | Promise<void> = () => {};
  /** Waited for before a search is answered. */
  beforeSearch: () => void | Promise<void> = () => {};
  /** Names of the indexes that searches asked, in order. */
  readonly searched: string[] = [];
  /** Requests that a silent server still owes an answer. */
  owed = 0;
  private readonly tasks: Task[] = [];
  private server: Server | null = null;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      void this.answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json' });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** As if killed: open connections break, new ones are refused. What was stored stays. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    const key = (request.headers.authorization ?? '').replace('Bearer ', '');
    this.seen.push({ method, path: pathname, key });
    let text = '';
    for await (const part of request) text += String(part);
    if (this.fault === 'silent') {
      this.owed += 1;
      await new Promise<never>(() => {});
    }
    if (this.fault === 'internal') return refusal(500, 'internal', 'An internal error has occurred.');
    if (this.fault === 'html') return { status: 502, body: '<h1>Bad gateway</h1>' };
    if (this.fault === 'forbidden') return refusal(403, 'invalid_api_key', 'The provided API key is invalid.');
    if (pathname === '/multi-search') await this.beforeSearch();
    if (method === 'POST' && pathname.endsWith('/documents')) {
      await this.beforeDocuments(pathname.split('/')[2] ?? '', Buffer.byteLength(text));
    }
    return { status: 200, body: this.route(method, pathname, searchParams, text) };
  }

  private route(method: string, path: string, query: URLSearchParams, text: string): unknown {
    const [, first = '', uid = '', what = ''] = path.split('/');
    if (path === '/version') return { commitSha: '', commitDate: '', pkgVersion: '1.50.0' };
    if (path === '/keys' && method === 'GET') return { results: [], offset: 0, limit: 1000, total: 0 };
    if (path === '/keys') return { ...(JSON.parse(text) as object), key: 'search-only' };
    if (path === '/multi-search') return this.search(JSON.parse(text) as { queries: { indexUid: string }[] });
    if (first === 'tasks') return this.listTasks(query);
    if (path === '/indexes' && method === 'GET') {
      return { results: [...this.indexes.keys()].map((one) => ({ uid: one })), offset: 0, limit: 100, total: 0 };
    }
    if (path === '/indexes') {
      const { uid: made } = JSON.parse(text) as { uid: string };
      this.indexes.set(made, new Map());
      return this.task(made, 'indexCreation');
    }
    if (first === 'indexes' && what === '' && method === 'DELETE') {
      this.indexes.delete(uid);
      return this.task(uid, 'indexDeletion');
    }
    if (what === 'stats') return { numberOfDocuments: this.indexes.get(uid)?.size ?? 0, isIndexing: false };
    if (what === 'documents') return this.takeDocuments(path, uid, text);
    return this.task(uid, 'settingsUpdate');
  }

  private takeDocuments(path: string, uid: string, text: string): unknown {
    const documents = this.indexes.get(uid);
    if (this.fault === 'disk_full') return this.task(uid, 'documentAdditionOrUpdate', 'no_space_left_on_device');
    if (path.endsWith('/delete-batch')) {
      for (const id of JSON.parse(text) as string[]) documents?.delete(id);
      return this.task(uid, 'documentDeletion');
    }
    for (const line of text.split('\n').filter(Boolean)) {
      const document = JSON.parse(line) as { id: string };
      documents?.set(document.id, document);
    }
    return this.task(uid, 'documentAdditionOrUpdate');
  }

  private search({ queries }: { queries: { indexUid: string; limit?: number }[] }): unknown {
    return {
      results: queries.map(({ indexUid, limit = 20 }) => {
        this.searched.push(indexUid);
        const ids = [...(this.indexes.get(indexUid)?.keys() ?? [])];
        return {
          hits: ids.slice(0, limit).map((id) => ({ id })),
          estimatedTotalHits: ids.length,
          facetDistribution: {},
        };
      }),
    };
  }

  private listTasks(query: URLSearchParams): unknown {
    const uids = query.get('uids')?.split(',').map(Number);
    const results = uids ? this.tasks.filter(({ uid }) => uids.includes(uid)) : [];
    return { results, total: results.length, limit: 100, from: 0, next: null };
  }

  private task(indexUid: string, type: string, code: string | null = null): unknown {
    const uid = this.tasks.length;
    const error = code === null ? null : { message: 'The task failed.', code };
    this.tasks.push({ uid, indexUid, status: code === null ? 'succeeded' : 'failed', type, error });
    return { taskUid: uid, indexUid, status: 'enqueued', type, enqueuedAt: '' };
  }
}

const refusal = (status: number, code: string, message: string) => ({
  status,
  body: { message, code, type: status === 500 ? 'internal' : 'auth', link: '' },
});
