import { setTimeout as pause } from 'node:timers/promises';
import {
  type Key,
  Meilisearch,
  MeilisearchApiError,
  type MultiSearchQuery,
  type SearchResponse,
  type Settings,
} from 'meilisearch';
import { leastVersion } from './meilisearch-settings.ts';

export interface ServerOptions {
  readonly url: string;
  /** May manage indexes, and keys where no search key is given. None for a server that runs without a master key. */
  readonly key?: string | undefined;
  /** May only search. A process that has this one alone asks, and leaves what changes to one that may write. */
  readonly searchKey?: string | undefined;
  /** Before the names of indexes, for several platforms on one server. */
  readonly prefix?: string | undefined;
}

/** What a search got back: ids in order, the count of all, counts by code. */
export interface Found {
  readonly ids: readonly string[];
  readonly total: number;
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const mayWrite = ({ key, searchKey }: ServerOptions): boolean => key !== undefined || searchKey === undefined;

const searchKeyName = 'chengguo search';
const writeTimeoutMs = 60_000;
const tasksAtOnce = 100;

/** The code of an error of the server's, such as `index_not_found`; null where it did not answer or not as itself. */
export const codeOf = (error: unknown): string | null =>
  error instanceof MeilisearchApiError ? (error.cause?.code ?? null) : null;

/** What went wrong, for the log: the messages alone, since requests within an error carry keys. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message || error.name;
  return error.cause instanceof Error ? `${message}: ${reasonOf(error.cause)}` : message;
}

/** Is the question itself refused, so that asking again or elsewhere changes nothing? */
export const isRefusal = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.response.status === 400;

/** Questions, with a key that may do nothing else. */
export class Reader {
  private client: Promise<Meilisearch> | null = null;

  constructor(
    private readonly options: ServerOptions,
    private readonly writer: Writer,
  ) {}

  async search(queries: readonly MultiSearchQuery[], signal: AbortSignal): Promise<Found[]> {
    try {
      const client = await withSignal((this.client ??= this.connect()), signal);
      const { results } = await client.multiSearch({ queries: [...queries] }, { signal });
      return results.map((result) => {
        const { hits, estimatedTotalHits, facetDistribution } = result as unknown as SearchResponse<{ id: string }>;
        return { ids: hits.map(({ id }) => id), total: estimatedTotalHits ?? 0, facets: facetDistribution ?? {} };
      });
    } catch (error) {
      // A key that was revoked or a server made anew: the next question asks for the key again.
      if (error instanceof MeilisearchApiError && [401, 403].includes(error.response.status)) this.client = null;
      throw error;
    }
  }

  private async connect(): Promise<Meilisearch> {
    try {
      const apiKey = this.options.searchKey ?? (await this.writer.searchKey());
      return new Meilisearch({ host: this.options.url, ...(apiKey ? { apiKey } : {}) });
    } catch (error) {
      this.client = null;
      throw error;
    }
  }
}

function withSignal<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Changes, with the key that may manage. Every change is a task of the server's, and a failed task is an error here. */
export class Writer {
  private readonly client: Meilisearch;
  private isVersionKnown = false;

  constructor(private readonly options: ServerOptions) {
    const { url, key } = options;
    this.client = new Meilisearch({ host: url, timeout: writeTimeoutMs, ...(key ? { apiKey: key } : {}) });
  }

  /** The key that may only search; made when there is none yet. A server without a master key needs none. */
  async searchKey(): Promise<string | null> {
    if (!this.options.key) return null;
    const [found] = await this.ourSearchKeys();
    const indexes = this.indexPatterns;
    const key =
      found ?? (await this.client.createKey({ name: searchKeyName, actions: ['search'], indexes, expiresAt: null }));
    return key.key;
  }

  async dropSearchKeys(): Promise<void> {
    if (this.options.key) for (const { uid } of await this.ourSearchKeys()) await this.client.deleteKey(uid);
  }

  private get indexPatterns(): string[] {
    return ['achievements_v*', 'demands_v*'].map((pattern) => `${this.options.prefix ?? ''}${pattern}`);
  }

  private async ourSearchKeys(): Promise<Key[]> {
    const { results } = await this.client.getKeys({ limit: 1_000 });
    return results.filter(
      ({ name, actions, indexes, expiresAt }) =>
        name === searchKeyName &&
        actions.join() === 'search' &&
        [...indexes].sort().join() === this.indexPatterns.join() &&
        expiresAt === null,
    );
  }

  async checkVersion(): Promise<void> {
    if (this.isVersionKnown) return;
    const { pkgVersion } = await this.client.getVersion();
    const [major = 0, minor = 0] = pkgVersion.split('.').map(Number);
    const [leastMajor = 0, leastMinor = 0] = leastVersion.split('.').map(Number);
    if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
      throw new Error(`Meilisearch ${pkgVersion} is older than ${leastVersion}`);
    }
    this.isVersionKnown = true;
  }

  async createIndex(uid: string, settings: Settings): Promise<void> {
    const { taskUid } = await this.client.createIndex(uid, { primaryKey: 'id' });
    await this.done([taskUid], writeTimeoutMs);
    const task = await this.client.index(uid).updateSettings(settings);
    await this.done([task.taskUid], writeTimeoutMs);
  }

  /** Names of the indexes that begin so. */
  async indexes(start: string): Promise<string[]> {
    const { results } = await this.client.getRawIndexes({ limit: 10_000 });
    return results.map(({ uid }) => uid).filter((uid) => uid.startsWith(start));
  }

  async deleteIndex(uid: string): Promise<void> {
    const { taskUid } = await this.client.deleteIndex(uid);
    await this.done([taskUid], writeTimeoutMs);
  }

  async countDocuments(uid: string): Promise<number> {
    return (await this.client.index(uid).getStats()).numberOfDocuments;
  }

  /** Hands over documents, a JSON text a line; the number of the task. */
  async addDocuments(uid: string, lines: string): Promise<number> {
    const task = await this.client.index(uid).addDocumentsFromString(lines, 'application/x-ndjson', {
      primaryKey: 'id',
    });
    return task.taskUid;
  }

  async deleteDocuments(uid: string, ids: readonly string[]): Promise<number> {
    return (await this.client.index(uid).deleteDocuments([...ids])).taskUid;
  }

  /** Waits until the tasks are done. One that failed, was cancelled or takes longer than it may is an error. */
  async done(tasks: readonly number[], withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    let waiting = [...tasks];
    for (let wait = 5; waiting.length > 0; wait = Math.min(500, wait * 2)) {
      const asked = waiting.slice(0, tasksAtOnce);
      const { results } = await this.client.tasks.getTasks({ uids: asked, limit: asked.length });
      for (const { uid, status, error, indexUid, type } of results) {
        if (status === 'failed' || status === 'canceled') {
          throw new Error(`${type} on ${indexUid} ${status}: ${error?.code ?? ''} ${error?.message ?? ''}`.trim());
        }
        if (status === 'succeeded') waiting = waiting.filter((one) => one !== uid);
      }
      // A task that the server does not know was lost with its data.
      const known = new Set(results.map(({ uid }) => uid));
      const lost = asked.find((uid) => !known.has(uid));
      if (lost !== undefined) throw new Error(`task ${lost} is not known to Meilisearch`);
      if (waiting.length === 0) return;
      if (performance.now() > until) throw new Error(`${waiting.length} tasks of Meilisearch take too long`);
      await pause(wait);
    }
  }

  /** Tasks that are waiting for an index or being done. */
  async pendingTasks(uid: string): Promise<number[]> {
    const { results } = await this.client.tasks.getTasks({
      indexUids: [uid],
      statuses: ['enqueued', 'processing'],
      limit: 1_000,
    });
    return results.map((task) => task.uid);
  }
}
