import { asc, desc, sql } from 'drizzle-orm';
import { searchKinds } from '#app/domain/search-kind.ts';
import { among } from '#db/among.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { searchBacklog, searchChanges } from '#db/schema/index.ts';
import type { SearchEngine } from './engine.ts';
import { loadDocuments } from './load.server.ts';

export interface DrainContext {
  readonly db: Database | Tx;
  readonly search: SearchEngine;
  /** Engines beside `search` that are kept up to date too. */
  readonly standbys?: readonly SearchEngine[];
  readonly log?: { error(details: object, message: string): void };
}

export interface Drained {
  /** Changes taken from the feed. */
  readonly changes: number;
  readonly put: number;
  readonly removed: number;
  /** Changes that an engine could not take; they wait in its backlog. */
  readonly failed: number;
}

/** Several times what an engine writes at once, so that it prepares the next part while one is written. */
const batchSize = 2_000;
/** Rows are guarded in so many groups, far below what the server's lock table holds. */
const lockGroups = 64;

interface Change {
  readonly id: bigint;
  readonly kind: string;
  readonly rowId: string;
}

// A drain holds a connection while the engine asks the same pool for another one: one drain a process is enough, and
// who comes meanwhile shares the next one.
const running = new WeakMap<SearchEngine, { now: Promise<Drained>; next: Promise<Drained> | null }>();

/**
 * Brings every engine up to the rows as they are now: takes batches of changes nobody else holds, builds the documents
 * from the rows, puts or removes them, deletes the changes. Safe to run anywhere at any time.
 */
export function drainSearch(ctx: DrainContext): Promise<Drained> {
  const other = running.get(ctx.search);
  if (other) {
    return (other.next ??= other.now.then(
      () => start(ctx),
      () => start(ctx),
    ));
  }
  return start(ctx);
}

function start(ctx: DrainContext): Promise<Drained> {
  const mine = { now: drain(ctx), next: null };
  running.set(ctx.search, mine);
  const end = () => {
    if (running.get(ctx.search) === mine && mine.next === null) running.delete(ctx.search);
  };
  mine.now.then(end, end);
  return mine.now;
}

async function drain(ctx: DrainContext): Promise<Drained> {
  const total = { changes: 0, put: 0, removed: 0, failed: 0 };
  const engines = [ctx.search, ...(ctx.standbys ?? [])];
  for (const engine of engines) await retryBacklog(ctx, engine, total);
  for (;;) {
    const taken = await ctx.db.transaction(async (tx) => {
      const changes = await takeChanges(tx);
      if (changes.length === 0) return 0;
      await feed(ctx, tx, engines, changes, total);
      await tx.delete(searchChanges).where(
        among(
          searchChanges.id,
          changes.map(({ id }) => id),
          'bigint',
        ),
      );
      return changes.length;
    });
    total.changes += taken;
    if (taken < batchSize) break;
  }
  // A second server follows in the background: nobody waits for it.
  ctx.search.catchUp?.();
  return total;
}

/** What people did first, each in its order: what was taken off is found no more, however much is written again behind it. */
const takeChanges = (tx: Tx): Promise<Change[]> =>
  tx
    .select({ id: searchChanges.id, kind: searchChanges.kind, rowId: searchChanges.rowId })
    .from(searchChanges)
    .orderBy(desc(searchChanges.isUrgent), asc(searchChanges.id))
    .limit(batchSize)
    .for('update', { skipLocked: true });

/** What an engine refused before. It stops at the first failure: an engine that is away is not asked again and again. */
async function retryBacklog(ctx: DrainContext, engine: SearchEngine, total: { put: number; removed: number }) {
  for (;;) {
    const isDone = await ctx.db.transaction(async (tx) => {
      const waiting = await tx
        .select({ id: searchBacklog.id, kind: searchBacklog.kind, rowId: searchBacklog.rowId })
        .from(searchBacklog)
        .where(sql`${searchBacklog.engine} = ${engine.name}`)
        .orderBy(searchBacklog.id)
        .limit(batchSize)
        .for('update', { skipLocked: true });
      if (waiting.length === 0) return true;
      const counts = await write(tx, engine, waiting).catch((error: unknown) => {
        ctx.log?.error({ err: error, engine: engine.name }, 'search engine keeps its backlog');
        return null;
      });
      if (counts === null) return true;
      total.put += counts.put;
      total.removed += counts.removed;
      await tx.delete(searchBacklog).where(
        among(
          searchBacklog.id,
          waiting.map(({ id }) => id),
          'bigint',
        ),
      );
      return waiting.length < batchSize;
    });
    if (isDone) return;
  }
}

async function feed(
  ctx: DrainContext,
  tx: Tx,
  engines: readonly SearchEngine[],
  changes: readonly Change[],
  total: { put: number; removed: number; failed: number },
): Promise<void> {
  for (const [at, engine] of engines.entries()) {
    try {
      const counts = await write(tx, engine, changes);
      if (at === 0) {
        total.put += counts.put;
        total.removed += counts.removed;
      }
    } catch (error) {
      ctx.log?.error({ err: error, engine: engine.name }, 'search engine did not take changes');
      total.failed += changes.length;
      await tx.insert(searchBacklog).values(changes.map(({ kind, rowId }) => ({ engine: engine.name, kind, rowId })));
    }
  }
}

async function write(
  tx: Tx,
  engine: SearchEngine,
  changes: readonly Change[],
): Promise<{ put: number; removed: number }> {
  await guardRows(tx, changes);
  let put = 0;
  let removed = 0;
  for (const kind of searchKinds) {
    const ids = [...new Set(changes.filter((change) => change.kind === kind).map(({ rowId }) => rowId))];
    if (ids.length === 0) continue;
    const documents = await loadDocuments(tx, kind, ids);
    const present = new Set(documents.map(({ id }) => id));
    const gone = ids.filter((id) => !present.has(id));
    if (documents.length > 0) await engine.put(documents);
    if (gone.length > 0) await engine.remove(kind, gone);
    put += documents.length;
    removed += gone.length;
  }
  return { put, removed };
}

/**
 * Two drainers may hold changes of the same row: without a lock the one that read the older row could write last.
 * Groups are locked in one order, and rows are read after the lock, so that the last writer has read the last row.
 */
async function guardRows(tx: Tx, changes: readonly Change[]): Promise<void> {
  const groups = [...new Set(changes.map(({ rowId }) => groupOf(rowId)))].sort((a, b) => a - b);
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtext('search_row'), place::int)
    from unnest(string_to_array(${groups.join(',')}, ',')) as place`);
}

const groupOf = (rowId: string): number => parseInt(rowId.slice(-6), 16) % lockGroups;
