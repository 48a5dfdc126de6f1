import type postgres from 'postgres';
import type { SearchKind } from './engine.ts';
import { emptyState, type IndexState, readStates } from './postgres-index.server.ts';

/**
 * The pointer rows of all indexes, read once for all who ask at the same time. A reading that began before a call may
 * have missed what was committed before it: who comes while one is under way shares the next.
 */
export class IndexStates {
  private now: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private states: ReadonlyMap<string, IndexState> = new Map();

  constructor(private readonly sql: postgres.Sql) {}

  async read(): Promise<(kind: SearchKind) => IndexState> {
    if (this.now === null) await this.start();
    else {
      this.next ??= this.now
        .catch(() => {})
        .then(() => {
          this.next = null;
          return this.start();
        });
      await this.next;
    }
    const { states } = this;
    return (kind) => states.get(kind) ?? emptyState;
  }

  private start(): Promise<void> {
    const run = readStates(this.sql)
      .then((states) => void (this.states = states))
      .finally(() => {
        if (this.now === run) this.now = null;
      });
    return (this.now = run);
  }
}
