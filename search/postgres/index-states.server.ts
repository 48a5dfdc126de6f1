import type postgres from 'postgres';
import type { SearchKind } from '../engine.ts';

/** The pointer row of an index. */
export interface IndexState {
  readonly gen: number;
  readonly cutter: number;
  readonly builtNum: number;
  readonly baseNum: number;
  readonly lastNum: number;
  readonly seq: number;
  readonly floorSeq: number;
  readonly docs: number;
  readonly totalLen: number;
  /** Version of the synonym groups; null where nobody wrote any. */
  readonly synonyms: number | null;
  /** A rebuild runs somewhere, or was broken off. */
  readonly isRebuilding: boolean;
}

export const emptyState: IndexState = {
  gen: 0,
  cutter: 0,
  builtNum: 0,
  baseNum: 0,
  lastNum: 0,
  seq: 0,
  floorSeq: 0,
  docs: 0,
  totalLen: 0,
  synonyms: null,
  isRebuilding: false,
};

/** Terms of a document, on average. */
export const averageLengthOf = ({ docs, totalLen }: IndexState): number => (docs === 0 ? 1 : totalLen / docs);

/** A connection, or a transaction on one. */
export type Sql = postgres.Sql | postgres.TransactionSql;

const stateColumns = (sql: Sql) => sql`
  kind, gen, cutter, built_num as "builtNum", base_num as "baseNum", last_num as "lastNum", seq::float8 as seq,
  floor_seq::float8 as "floorSeq", docs, total_len::float8 as "totalLen",
  (select version from synonym_version) as synonyms,
  exists (select from search_rebuilds r where r.kind = search_indexes.kind) as "isRebuilding"`;

export async function readState(sql: Sql, kind: SearchKind, isLocked = false): Promise<IndexState | null> {
  const [row] = await sql<IndexState[]>`
    select ${stateColumns(sql)} from search_indexes where kind = ${kind} ${isLocked ? sql`for update` : sql``}`;
  return row ?? null;
}

export async function readStates(sql: Sql): Promise<Map<string, IndexState>> {
  const rows = await sql<(IndexState & { kind: string })[]>`select ${stateColumns(sql)} from search_indexes`;
  return new Map(rows.map((row) => [row.kind, row]));
}

/** A transaction that reads or writes a whole index takes what it takes, and its process may have others to serve meanwhile. */
export const unhurried = (sql: postgres.TransactionSql) => sql`
  select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`;

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
