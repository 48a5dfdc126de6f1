import type postgres from 'postgres';
import { searchKinds } from '#app/domain/search-kind.ts';
import type { SearchKind } from '../engine.ts';
import { reasonOf } from './client.server.ts';
import type { Follower } from './follower.server.ts';
import { meilisearchName } from './versions.server.ts';

const rowsAtOnce = 5_000;
const waits = { first: 2_000, longest: 30_000 } as const;
/** How often it is asked whether the server still holds everything. */
const thoroughEveryMs = 60_000;

export interface SearchLog {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Brings Meilisearch up to what the embedded engine holds, in the background: changes that wait in the backlog, and a
 * version of an index that is missing, outdated or half built. What fails is tried again, less and less often, until it
 * is done; the backlog survives the process.
 */
export class Feed {
  /** Since when and why Meilisearch takes no changes. */
  failing: { readonly since: Date; readonly reason: string } | null = null;
  private running: Promise<void> | null = null;
  private isAskedAgain = false;
  private isClosed = false;
  private timer: NodeJS.Timeout | null = null;
  private wait: number = waits.first;
  private thoroughAt = Number.NEGATIVE_INFINITY;
  private readonly building = new Map<SearchKind, Promise<void>>();

  constructor(
    private readonly sql: postgres.Sql,
    private readonly follower: Follower,
    private readonly log: SearchLog | undefined,
    /** False where another process hands changes over: here they are noted only. */
    private readonly mayWrite = true,
  ) {}

  /** Changes that wait for Meilisearch once the embedded engine has taken them. */
  async note(kind: SearchKind, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.sql`
      insert into search_backlog (engine, kind, row_id)
      select ${meilisearchName}, ${kind}, unnest(${[...new Set(ids)]}::uuid[])`;
    this.kick();
  }

  /** Catch up now; whoever calls need not wait. */
  kick(isThorough = false): void {
    if (this.isClosed || !this.mayWrite) return;
    if (isThorough) this.thoroughAt = Number.NEGATIVE_INFINITY;
    if (this.running) {
      this.isAskedAgain = true;
      return;
    }
    if (this.timer && !isThorough) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.running = this.run().finally(() => {
      this.running = null;
      if (this.isAskedAgain) {
        this.isAskedAgain = false;
        this.kick();
      }
    });
  }

  /** Resolves when nothing is under way: caught up, or failed and waiting for the next try. */
  async idle(): Promise<void> {
    while (this.running !== null || this.building.size > 0) {
      await this.running;
      await Promise.all(this.building.values());
    }
  }

  async waiting(): Promise<number> {
    const [row] = await this.sql<{ count: number }[]>`
      select count(*)::int as count from search_backlog where engine = ${meilisearchName}`;
    return row!.count;
  }

  get isBuilding(): boolean {
    return this.building.size > 0;
  }

  /** Ends what is under way; the next process goes on with what is left. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (!this.isClosed && (await this.feedSome())) this.recovered();
      const isThorough = performance.now() - this.thoroughAt > thoroughEveryMs;
      for (const kind of searchKinds) {
        if (this.isClosed) return;
        if (!(await this.follower.isCurrent(kind, isThorough))) this.build(kind);
      }
      if (isThorough) this.thoroughAt = performance.now();
      if (!this.isBuilding) this.recovered();
    } catch (error) {
      this.failed(error, 'Meilisearch takes no changes; they wait');
    }
  }

  /** True while more may be waiting. Rows are deleted once they are searchable; two processes may do the same work. */
  private async feedSome(): Promise<boolean> {
    const rows = await this.sql<{ id: string; kind: SearchKind; rowId: string }[]>`
      select id, kind, row_id as "rowId" from search_backlog where engine = ${meilisearchName}
      order by id limit ${rowsAtOnce}`;
    if (rows.length === 0) return false;
    for (const kind of searchKinds) {
      const ids = new Set(rows.filter((row) => row.kind === kind).map(({ rowId }) => rowId));
      if (ids.size > 0) await this.follower.follow(kind, [...ids]);
    }
    await this.sql`delete from search_backlog where id = any(${rows.map(({ id }) => id)}::bigint[])`;
    return true;
  }

  private build(kind: SearchKind): void {
    if (this.building.has(kind)) return;
    this.log?.info({ kind }, 'Meilisearch index is being built');
    // One after the other: each holds a connection of the pool for as long as it takes.
    const run = Promise.all(this.building.values())
      .then(() => this.follower.rebuild(kind))
      .then(
        (isMine) => {
          if (!isMine) return;
          this.log?.info({ kind }, 'Meilisearch index is ready');
          this.recovered();
        },
        (error: unknown) => this.failed(error, 'Meilisearch index is not finished; it is gone on with later'),
      )
      .finally(() => this.building.delete(kind));
    this.building.set(kind, run);
  }

  private recovered(): void {
    this.wait = waits.first;
    if (this.failing === null) return;
    this.log?.info({ since: this.failing.since }, 'Meilisearch takes changes again');
    this.failing = null;
  }

  private failed(error: unknown, message: string): void {
    if (this.isClosed) return;
    const reason = reasonOf(error);
    // Once for each trouble: the tries in between tell operators nothing new.
    if (this.failing?.reason !== reason) this.log?.error({ reason }, message);
    this.failing = { since: this.failing?.since ?? new Date(), reason };
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.kick();
    }, this.wait);
    this.timer.unref();
    this.wait = Math.min(waits.longest, this.wait * 2);
  }
}
