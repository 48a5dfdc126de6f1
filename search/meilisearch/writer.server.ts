import { setTimeout as pause } from 'node:timers/promises';
import { type Key, Meilisearch, type Settings } from 'meilisearch';
import type { ServerOptions } from './client.server.ts';
import { leastVersion } from './settings.ts';

const searchKeyName = 'chengguo search';
const writeTimeoutMs = 60_000;
const tasksAtOnce = 100;

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
