import type postgres from 'postgres';
import type { SearchKind } from '../engine.ts';
import { rebuildIndex } from './rebuild-index.server.ts';

/** After a rebuild that another process does, or that failed, the next try waits. */
const restMs = 15_000;

/** Rebuilds that nobody waits for, one a kind; searches go on without them. */
export class BackgroundRebuilds {
  private readonly under = new Map<SearchKind, Promise<void>>();
  private readonly restUntil = new Map<SearchKind, number>();

  constructor(
    private readonly sql: postgres.Sql,
    private readonly onError: (error: unknown) => void = () => {},
  ) {}

  running(kind: SearchKind): Promise<void> {
    return this.under.get(kind) ?? Promise.resolve();
  }

  /** Not again and again: a rebuild that is asked for all the time runs in another process, or fails. */
  start(kind: SearchKind): void {
    if (this.under.has(kind) || Date.now() < (this.restUntil.get(kind) ?? 0)) return;
    const run = rebuildIndex(this.sql, kind)
      .then((isMine) => void this.restUntil.set(kind, isMine ? 0 : Date.now() + restMs))
      .catch((error: unknown) => {
        this.restUntil.set(kind, Date.now() + restMs);
        this.onError(error);
      })
      .finally(() => this.under.delete(kind));
    this.under.set(kind, run);
  }
}
