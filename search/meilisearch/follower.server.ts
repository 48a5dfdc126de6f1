import type postgres from 'postgres';
import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from 'meilisearch';
import { searchKinds } from '#app/domain/search-kind.ts';
import type { SearchKind } from '../engine.ts';
import type { Sql } from '../postgres/index-states.server.ts';
import { type Batch, batchAfter, batchesOf } from './requests.server.ts';
import { remoteSettings, settingsHash, type Vocabulary } from './settings.ts';
import {
  holding,
  meilisearchName,
  noVersions,
  readVersions,
  rebuildingAlone,
  writeVersions,
} from './versions.server.ts';
import type { Writer } from './writer.server.ts';

const idsAtOnce = 2_000;
/** How long a change may wait for its turn among other tasks. */
const patienceMs = 60_000;
/** Searches that read the pointer just before it moved have ended by then. */
const graceMs = 2_000;

export const indexName = (kind: SearchKind, version: number, prefix = ''): string =>
  `${prefix}${kind === 'achievement' ? 'achievements' : 'demands'}_v${version}`;

export interface FollowOptions {
  readonly prefix?: string | undefined;
  readonly vocabulary: () => Vocabulary | Promise<Vocabulary>;
  readonly requestBytes?: number | undefined;
  /** Told of tidying that failed; the next rebuild does it. */
  readonly onError?: (error: unknown) => void;
}

/** Keeps Meilisearch's indexes like the embedded ones: what those hold is what it is given. */
export class Follower {
  constructor(
    private readonly sql: postgres.Sql,
    private readonly writer: Writer,
    private readonly options: FollowOptions,
  ) {}

  /** Hands over the documents with these ids as they are now, or their absence, and waits until they are searchable. */
  async follow(kind: SearchKind, ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      const tasks = await holding(this.sql, kind, (connection) =>
        this.handOver(connection, kind, ids.slice(at, at + idsAtOnce)),
      );
      await this.writer.done(tasks, patienceMs);
    }
  }

  private async handOver(sql: Sql, kind: SearchKind, ids: readonly string[]): Promise<number[]> {
    const { live, building } = await readVersions(sql, kind);
    const uids = [live, building].filter((version) => version !== null).map((version) => this.uid(kind, version));
    const tasks: number[] = [];
    if (uids.length === 0) return tasks;
    const gone = new Set(ids);
    for await (const batch of batchesOf(sql, kind, ids, this.options.requestBytes)) {
      for (const id of batch.ids) gone.delete(id);
      for (const uid of uids) tasks.push(await this.writer.addDocuments(uid, batch.lines));
    }
    if (gone.size > 0) for (const uid of uids) tasks.push(await this.writer.deleteDocuments(uid, [...gone]));
    return tasks;
  }

  /** Is there an index to search, built as it would be built today, and complete? */
  async isCurrent(kind: SearchKind, isThorough: boolean): Promise<boolean> {
    const { live, liveSettings, building } = await readVersions(this.sql, kind);
    if (live === null || building !== null || liveSettings !== settingsHash(await this.settings())) return false;
    if (!isThorough) return true;
    const uid = this.uid(kind, live);
    if (!(await this.writer.indexes(uid)).includes(uid)) return false;
    if ((await this.writer.pendingTasks(uid)).length > 0) return true;
    return holding(this.sql, kind, (connection) => this.isComplete(connection, kind, uid));
  }

  /**
   * Builds the next version beside the living one and points to it. One that was broken off is gone on with; one at a
   * time among all processes, a second call returns at once with false.
   */
  rebuild(kind: SearchKind, progress: (done: number, of: number) => void = () => {}): Promise<boolean> {
    return rebuildingAlone(this.sql, kind, async () => {
      await this.writer.checkVersion();
      const settings = await this.settings();
      const version = await this.begin(kind, settings);
      await this.copy(kind, version, progress);
      await this.flip(kind, version);
      await this.tidy(kind).catch((error: unknown) => this.options.onError?.(error));
    });
  }

  private async begin(kind: SearchKind, settings: Settings): Promise<number> {
    const versions = await readVersions(this.sql, kind);
    const hash = settingsHash(settings);
    const uids = await this.versionsOf(kind);
    const { building, buildingSettings } = versions;
    if (building !== null && buildingSettings === hash && uids.includes(this.uid(kind, building))) return building;
    const used = uids.map((uid) => Number(/\d+$/.exec(uid)?.[0]));
    const version = Math.max(0, versions.live ?? 0, building ?? 0, ...used) + 1;
    await this.writer.createIndex(this.uid(kind, version), settings);
    await holding(this.sql, kind, async (connection) =>
      writeVersions(connection, kind, {
        ...(await readVersions(connection, kind)),
        building: version,
        buildingSettings: hash,
        builtTo: null,
      }),
    );
    return version;
  }

  /** Hands over everything in the order of ids. One request ahead of what has arrived, so that neither side waits much. */
  private async copy(kind: SearchKind, version: number, progress: (done: number, of: number) => void): Promise<void> {
    const uid = this.uid(kind, version);
    let { builtTo: after } = await readVersions(this.sql, kind);
    const [counts] = await this.sql<{ docs: number; done: number }[]>`
      select count(*)::int as docs, count(*) filter (where id <= ${after}::uuid)::int as done
      from search_documents where kind = ${kind}`;
    let { done } = counts!;
    let sent: { task: number; batch: Batch } | null = null;
    const arrive = async () => {
      if (sent === null) return;
      await this.writer.done([sent.task], 30 * patienceMs);
      await this.sql`
        update search_remotes set built_to = ${sent.batch.ids.at(-1)!}
        where engine = ${meilisearchName} and kind = ${kind} and building = ${version}`;
      done += sent.batch.ids.length;
      progress(done, Math.max(done, counts!.docs));
      sent = null;
    };
    for (;;) {
      const next = await holding(this.sql, kind, async (connection) => {
        const batch = await batchAfter(connection, kind, after);
        return batch && { task: await this.writer.addDocuments(uid, batch.lines), batch };
      });
      await arrive();
      if (next === null) return;
      sent = next;
      after = next.batch.ids.at(-1)!;
    }
  }

  /** Points searches to the new version once all that was handed over has arrived and nothing is missing. */
  private async flip(kind: SearchKind, version: number): Promise<void> {
    const uid = this.uid(kind, version);
    for (let attempt = 1; ; attempt += 1) {
      await this.writer.done(await this.writer.pendingTasks(uid), 30 * patienceMs);
      const isFlipped = await holding(this.sql, kind, async (connection) => {
        await this.writer.done(await this.writer.pendingTasks(uid), patienceMs);
        if (!(await this.isComplete(connection, kind, uid))) return false;
        const { buildingSettings } = await readVersions(connection, kind);
        await writeVersions(connection, kind, { ...noVersions, live: version, liveSettings: buildingSettings });
        return true;
      });
      if (isFlipped) return;
      // A change may be on its way; one that is not will not come by waiting.
      if (attempt === 4) {
        await this.sql`update search_remotes set built_to = null where engine = ${meilisearchName} and kind = ${kind}`;
        throw new Error(`${uid} does not hold all documents; it is filled again`);
      }
      await pause(attempt * 250);
    }
  }

  /** As many documents as the embedded index; what still waits to be handed over is forgiven. */
  private async isComplete(sql: Sql, kind: SearchKind, uid: string): Promise<boolean> {
    const [row] = await sql<{ isWaiting: boolean; docs: number }[]>`
      select exists (select from search_backlog where engine = ${meilisearchName} and kind = ${kind}) as "isWaiting",
        (select count(*)::int from search_documents where kind = ${kind}) as docs`;
    return row!.isWaiting || (await this.writer.countDocuments(uid)) === row!.docs;
  }

  /** Versions that nobody reads any more go. */
  private async tidy(kind: SearchKind): Promise<void> {
    if ((await this.unread(kind)).length === 0) return;
    await pause(graceMs);
    for (const uid of await this.unread(kind)) await this.writer.deleteIndex(uid);
  }

  private async unread(kind: SearchKind): Promise<string[]> {
    const { live, building } = await readVersions(this.sql, kind);
    const kept = [live, building].filter((version) => version !== null).map((version) => this.uid(kind, version));
    return (await this.versionsOf(kind)).filter((uid) => !kept.includes(uid));
  }

  /** Removes this platform's indexes of all versions, and its key. */
  async dropAll(): Promise<void> {
    for (const kind of searchKinds) {
      await writeVersions(this.sql, kind, noVersions);
      for (const uid of await this.versionsOf(kind)) await this.writer.deleteIndex(uid);
    }
    await this.writer.dropSearchKeys();
  }

  private async versionsOf(kind: SearchKind): Promise<string[]> {
    const start = indexName(kind, 0, this.options.prefix).slice(0, -1);
    return (await this.writer.indexes(start)).filter((uid) => /^\d+$/.test(uid.slice(start.length)));
  }

  private uid(kind: SearchKind, version: number): string {
    return indexName(kind, version, this.options.prefix);
  }

  private async settings(): Promise<Settings> {
    return remoteSettings(await this.options.vocabulary());
  }
}
