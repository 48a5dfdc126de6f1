import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { Settings } from 'meilisearch';
import type postgres from 'postgres';
import { termsOf } from './documents.ts';
import type { SearchDocument, SearchKind } from './engine.ts';
import type { Writer } from './meilisearch-client.server.ts';
import {
  type RemoteDocument,
  remoteDocument,
  remoteSettings,
  settingsHash,
  type Vocabulary,
} from './meilisearch-settings.ts';
import {
  holding,
  meilisearchName,
  noVersions,
  readVersions,
  rebuildingAlone,
  writeVersions,
} from './meilisearch-versions.server.ts';
import type { Sql } from './postgres-index.server.ts';
import { cutterVersion } from './text.ts';

/** Bytes of one request; a server takes 100 MB by default and indexes larger ones in one go. */
const requestBytes = 16 * 1024 * 1024;
const rowsAtOnce = 2_000;
/** How long a change may wait for its turn among other tasks. */
const patienceMs = 60_000;
/** Searches that read the pointer just before it moved have ended by then. */
const graceMs = 2_000;
const firstId = '00000000-0000-0000-0000-000000000000';

export const indexName = (kind: SearchKind, version: number, prefix = ''): string =>
  `${prefix}${kind === 'achievement' ? 'achievements' : 'demands'}_v${version}`;

export interface FollowOptions {
  readonly prefix?: string | undefined;
  readonly vocabulary: () => Vocabulary | Promise<Vocabulary>;
  /** Told of tidying that failed; the next rebuild does it. */
  readonly onError?: (error: unknown) => void;
}

interface Batch {
  readonly lines: string;
  readonly count: number;
  readonly lastId: string | null;
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
    for (let at = 0; at < ids.length; at += rowsAtOnce) {
      const some = ids.slice(at, at + rowsAtOnce);
      const tasks = await holding(this.sql, kind, async (tx) => {
        const { live, building } = await readVersions(tx, kind);
        const uids = [live, building].filter((version) => version !== null).map((version) => this.uid(kind, version));
        if (uids.length === 0) return [];
        const documents = await readDocuments(tx, kind, some);
        const present = new Set(documents.map(({ id }) => id));
        const gone = some.filter((id) => !present.has(id));
        const numbers: number[] = [];
        for (const uid of uids) {
          if (documents.length > 0) numbers.push(await this.writer.addDocuments(uid, linesOf(documents)));
          if (gone.length > 0) numbers.push(await this.writer.deleteDocuments(uid, gone));
        }
        return numbers;
      });
      await this.writer.done(tasks, patienceMs);
    }
  }

  /** Is there an index to search, built as it would be built today, and complete? */
  async isCurrent(kind: SearchKind, isThorough: boolean): Promise<boolean> {
    const { live, liveSettings, building } = await readVersions(this.sql, kind);
    if (live === null || building !== null || liveSettings !== settingsHash(await this.settings())) return false;
    if (!isThorough) return true;
    const uid = this.uid(kind, live);
    if (!(await this.writer.indexes(uid)).includes(uid)) return false;
    if ((await this.writer.pendingTasks(uid)).length > 0) return true;
    return holding(this.sql, kind, (tx) => this.isComplete(tx, kind, uid));
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
    await holding(this.sql, kind, async (tx) =>
      writeVersions(tx, kind, {
        ...(await readVersions(tx, kind)),
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
        update search_remotes set built_to = ${sent.batch.lastId}
        where engine = ${meilisearchName} and kind = ${kind} and building = ${version}`;
      done += sent.batch.count;
      progress(done, Math.max(done, counts!.docs));
      sent = null;
    };
    for (;;) {
      const next = await holding(this.sql, kind, async (tx) => {
        const batch = await readBatch(tx, kind, after);
        return batch.count === 0 ? null : { task: await this.writer.addDocuments(uid, batch.lines), batch };
      });
      await arrive();
      if (next === null) return;
      sent = next;
      after = next.batch.lastId;
    }
  }

  /** Points searches to the new version once all that was handed over has arrived and nothing is missing. */
  private async flip(kind: SearchKind, version: number): Promise<void> {
    const uid = this.uid(kind, version);
    for (let attempt = 1; ; attempt += 1) {
      await this.writer.done(await this.writer.pendingTasks(uid), 30 * patienceMs);
      const isFlipped = await holding(this.sql, kind, async (tx) => {
        await this.writer.done(await this.writer.pendingTasks(uid), patienceMs);
        if (!(await this.isComplete(tx, kind, uid))) return false;
        const { buildingSettings } = await readVersions(tx, kind);
        await writeVersions(tx, kind, { ...noVersions, live: version, liveSettings: buildingSettings });
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
    for (const kind of ['achievement', 'demand'] as const) {
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

interface DocumentRow {
  readonly id: string;
  readonly document: SearchDocument;
  readonly cutter: number;
  readonly terms: string;
  readonly tfs: Buffer;
}

async function readDocuments(sql: Sql, kind: SearchKind, ids: readonly string[]): Promise<RemoteDocument[]> {
  const rows = await sql<DocumentRow[]>`
    select id, document, cutter, terms, tfs from search_documents where kind = ${kind} and id = any(${[...ids]}::uuid[])`;
  return rows.map(documentOf);
}

/** Documents after an id until a request is full. */
async function readBatch(sql: Sql, kind: SearchKind, after: string | null): Promise<Batch> {
  const parts: string[] = [];
  let [count, bytes, lastId] = [0, 0, after];
  while (bytes < requestBytes) {
    const rows: DocumentRow[] = await sql<DocumentRow[]>`
      select id, document, cutter, terms, tfs from search_documents
      where kind = ${kind} and id > ${lastId ?? firstId} order by id limit ${rowsAtOnce}`;
    for (const [at, row] of rows.entries()) {
      // Cutting a document anew takes a while: other requests get their turn in between.
      if (at % 50 === 49) await setImmediate();
      const line = `${JSON.stringify(documentOf(row))}\n`;
      bytes += Buffer.byteLength(line);
      parts.push(line);
    }
    count += rows.length;
    lastId = rows.at(-1)?.id ?? lastId;
    if (rows.length < rowsAtOnce) break;
  }
  return { lines: parts.join(''), count, lastId };
}

/** The terms as they were cut when the document was put, unless the cutter has changed since. */
function documentOf({ document, cutter, terms, tfs }: DocumentRow): RemoteDocument {
  if (cutter !== cutterVersion) return remoteDocument(document, termsOf(document).counts);
  const counts = terms === '' ? [] : terms.split(' ').map((term, at) => [term, tfs[at] ?? 1] as const);
  return remoteDocument(document, counts);
}

const linesOf = (documents: readonly RemoteDocument[]): string =>
  documents.map((one) => JSON.stringify(one)).join('\n');
