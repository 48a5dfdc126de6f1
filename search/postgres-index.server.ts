import type postgres from 'postgres';
import { Columns, type ColumnRow } from './columns.ts';
import type { SearchDocument, SearchKind } from './engine.ts';
import { pairCount } from './pair-counts.ts';
import { impactOf, joined, noPostings, PostingLists, type Postings, unpackPostings } from './postings.ts';
import { type Compared, comparedOf } from './second-stage.ts';
import type { Synonyms } from './synonym-table.ts';
import { builtInSynonyms, type SynonymStore } from './synonyms.server.ts';

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

interface DocumentRow extends ColumnRow {
  readonly len: number;
  readonly terms: string | null;
  readonly tfs: Buffer | null;
}

const cacheBytes = 64 * 1024 * 1024;
/** A document of some 6 KB is kept for who sees it, two of some KB for who compares it. */
const cacheDocuments = 3_000;
const cacheCompared = 30_000;
const loadBatch = 5_000;
/** Who is further behind reads everything again, in batches, in place of all changes at once. */
const mostChanges = 30_000;

/**
 * One index as a process sees it: filter columns in memory, documents newer than the postings as a small inverted index
 * in memory, the postings themselves fetched when asked for. `sync` brings it up to what is committed.
 */
export class LiveIndex {
  state: IndexState = emptyState;
  columns = new Columns(0);
  synonyms: Synonyms = builtInSynonyms();
  private isLoaded = false;
  private syncing: Promise<void> | null = null;
  private fresh = new PostingLists();
  private postings = new Map<string, Postings>();
  private postingBytes = 0;
  private dfs = new Map<string, number>();
  private readonly documents = new Map<number, SearchDocument>();
  private readonly compared = new Map<number, Compared>();
  private pairs: Buffer = Buffer.alloc(0);
  private pairsGen = -1;

  constructor(
    readonly sql: postgres.Sql,
    readonly kind: SearchKind,
    private readonly store: SynonymStore,
  ) {}

  get averageLength(): number {
    return averageOf(this.state);
  }

  /** Brings it up to a state that was read just now, or a later one. */
  sync(seen: IndexState): Promise<void> {
    if (this.syncing === null && !this.isBehind(seen)) {
      this.state = seen;
      return Promise.resolve();
    }
    const run = (this.syncing ?? Promise.resolve())
      .catch(() => {})
      .then(() => (this.isBehind(seen) ? this.catchUp(seen) : undefined))
      .finally(() => {
        if (this.syncing === run) this.syncing = null;
      });
    this.syncing = run;
    return run;
  }

  private isBehind({ seq, gen, synonyms }: IndexState): boolean {
    const { state } = this;
    return !this.isLoaded || seq !== state.seq || gen !== state.gen || (synonyms ?? 0) !== this.synonyms.version;
  }

  private async catchUp(seen: IndexState): Promise<void> {
    this.synonyms = await this.store.at(seen.synonyms);
    if (this.isLoaded && seen.seq === this.state.seq && seen.gen === this.state.gen) {
      this.state = seen;
      return;
    }
    await this.sql.begin('isolation level repeatable read read only', async (sql) => {
      await unhurried(sql);
      const now = (await readState(sql, this.kind)) ?? emptyState;
      const isFar = now.lastNum - this.state.lastNum > mostChanges;
      if (!this.isLoaded || isFar || now.baseNum !== this.columns.base) await this.load(sql, now);
      else await this.follow(sql, now);
    });
  }

  /** Everything anew, into new objects: searches that come meanwhile wait for this sync, those under way keep the old. */
  private async load(sql: Sql, now: IndexState): Promise<void> {
    const columns = new Columns(now.baseNum);
    const fresh = new PostingLists();
    for await (const rows of this.rowsSince(sql, -1, now).cursor(loadBatch)) {
      for (const row of rows) this.takeRow(row, columns, fresh, now);
    }
    this.columns = columns;
    this.fresh = fresh;
    this.documents.clear();
    this.compared.clear();
    this.move(now);
  }

  private async follow(sql: Sql, now: IndexState): Promise<void> {
    const since = this.state.seq;
    const rows = await this.rowsSince(sql, since, now);
    const removed = since < now.floorSeq ? null : await this.removedSince(sql, since);
    const alive = removed === null ? await this.aliveNums(sql) : null;
    // From here nothing waits: a search sees all of it or nothing.
    if (alive) this.columns.keepOnly(alive);
    for (const num of removed ?? []) {
      this.columns.remove(num);
      this.documents.delete(num);
      this.compared.delete(num);
    }
    if (now.gen !== this.state.gen) this.fresh = this.fresh.after(now.builtNum - this.columns.base);
    for (const row of rows) this.takeRow(row, this.columns, this.fresh, now);
    this.move(now);
  }

  private rowsSince(sql: Sql, since: number, now: IndexState) {
    return sql<DocumentRow[]>`
      select num, id, org_id as "orgId", fields, chains, modes, region_code as "regionCode", trl,
             pay_later as "payLater", is_listed as "isListed", is_provincial as "isProvincial", rights, prices, price_fen::float8 as "priceFen", confirmed_on::text as "confirmedOn",
             published_on::text as "publishedOn", len,
             case when num > ${now.builtNum} then terms end as terms, case when num > ${now.builtNum} then tfs end as tfs
      from search_documents where kind = ${this.kind} and seq > ${since} order by num`;
  }

  private async removedSince(sql: Sql, since: number): Promise<number[]> {
    const rows = await sql<{ num: number }[]>`
      select num from search_removals where kind = ${this.kind} and seq > ${since}`;
    return rows.map(({ num }) => num);
  }

  /** What was removed is forgotten already: what is left tells it. */
  private async aliveNums(sql: Sql): Promise<Uint32Array> {
    const [row] = await sql<{ nums: Buffer | null }[]>`
      select string_agg(int4send(num), '') as nums from search_documents where kind = ${this.kind}`;
    const nums = row?.nums ?? Buffer.alloc(0);
    return Uint32Array.from({ length: nums.length / 4 }, (_, at) => nums.readUInt32BE(at * 4));
  }

  private takeRow(row: DocumentRow, columns: Columns, fresh: PostingLists, state: IndexState): void {
    columns.put(row);
    const { terms, tfs } = row;
    if (terms === null || tfs === null || terms === '') return;
    const average = averageOf(state);
    for (const [at, term] of terms.split(' ').entries()) {
      fresh.add(term, row.num - columns.base, impactOf(tfs[at] ?? 1, row.len, average));
    }
  }

  private move(state: IndexState): void {
    if (!this.isLoaded || state.gen !== this.state.gen) {
      this.postings.clear();
      this.postingBytes = 0;
      this.dfs.clear();
    }
    this.state = state;
    this.isLoaded = true;
  }

  /** How many documents hold each of the terms. */
  async countDocuments(terms: readonly string[]): Promise<(term: string) => number> {
    const missing = terms.filter((term) => !this.dfs.has(term));
    if (missing.length > 0 && this.state.gen > 0) {
      const { gen } = this.state;
      const rows = await this.sql<{ term: string; df: number }[]>`
        select term, df from search_postings
        where kind = ${this.kind} and gen = ${gen} and segment = 0 and term = any(${missing})`;
      if (gen !== this.state.gen) return this.countDocuments(terms);
      const found = new Map(rows.map(({ term, df }) => [term, df]));
      if (this.dfs.size > 200_000) this.dfs.clear();
      for (const term of missing) this.dfs.set(term, found.get(term) ?? 0);
    }
    return (term) => (this.dfs.get(term) ?? 0) + this.fresh.countOf(term);
  }

  /** The lists of each term: those of the postings, whole or their best part only, and those of fresh documents. */
  async listsOf(terms: readonly string[], segments: 'all' | 'best' = 'all'): Promise<(term: string) => Postings[]> {
    const keyOf = (term: string) => `${segments} ${term}`;
    const read = new Map<string, Postings>();
    const missing: string[] = [];
    for (const term of new Set(terms)) {
      const kept = this.postings.get(keyOf(term));
      if (!kept) {
        missing.push(term);
        continue;
      }
      read.set(term, kept);
      this.postings.delete(keyOf(term));
      this.postings.set(keyOf(term), kept);
    }
    if (missing.length > 0 && this.state.gen > 0) {
      const last = segments === 'all' ? 32_767 : 0;
      const { gen } = this.state;
      const rows = await this.sql`
        select term, list from search_postings
        where kind = ${this.kind} and gen = ${gen} and term = any(${missing}) and segment <= ${last}
        order by term, segment`.raw();
      if (gen !== this.state.gen) return this.listsOf(terms, segments);
      const parts = new Map<string, Postings[]>(missing.map((term) => [term, []]));
      for (const [term, list] of rows) parts.get(term!.toString())!.push(unpackPostings(list!));
      for (const [term, lists] of parts) {
        const list = joined(lists);
        read.set(term, list);
        this.keep(keyOf(term), list);
      }
    }
    return (term) => [read.get(term) ?? noPostings, this.fresh.of(term)].filter(({ slots }) => slots.length > 0);
  }

  private keep(key: string, list: Postings): void {
    this.postings.set(key, list);
    this.postingBytes += list.slots.length * 5 + 100;
    for (const [old, { slots }] of this.postings) {
      if (this.postingBytes <= cacheBytes) return;
      this.postings.delete(old);
      this.postingBytes -= slots.length * 5 + 100;
    }
  }

  /** How many documents hold a pair of characters, about; null while nothing was counted. */
  async pairCounts(): Promise<((pair: string) => number) | null> {
    if (this.state.gen === 0) return null;
    if (this.pairsGen !== this.state.gen) {
      const gen = this.state.gen;
      const [row] = await this.sql<{ counts: Buffer }[]>`
        select counts from search_pairs where kind = ${this.kind} and gen = ${gen}`;
      if (row) {
        this.pairs = row.counts;
        this.pairsGen = gen;
      }
    }
    const { pairs } = this;
    return (pair) => pairCount(pairs, pair);
  }

  /** Documents by slot; one that was removed in this moment is missing. */
  documentsAt(slots: readonly number[]): Promise<Map<number, SearchDocument>> {
    return this.rowsAt(this.documents, cacheDocuments, slots, async (nums) => {
      const rows = await this.sql<{ num: number; document: SearchDocument }[]>`
        select num, document from search_documents where kind = ${this.kind} and num = any(${nums})`;
      return rows.map(({ num, document }) => [num, document]);
    });
  }

  /** What the second stage compares, likewise. */
  comparedAt(slots: readonly number[]): Promise<Map<number, Compared>> {
    return this.rowsAt(this.compared, cacheCompared, slots, async (nums) => {
      // Where an older cutter cut it, the document says the facts.
      const rows = await this.sql`
        select num, id, coalesce(facts, document) as facts, pairs from search_documents
        where kind = ${this.kind} and num = any(${nums})`.raw();
      return rows.map(([num, id, facts, pairs]) => [Number(num), comparedOf(id!.toString(), facts!, pairs!)]);
    });
  }

  /** Rows by slot, those asked for last kept by number: a changed document has another one. */
  private async rowsAt<Row>(
    kept: Map<number, Row>,
    most: number,
    slots: readonly number[],
    read: (nums: number[]) => Promise<(readonly [num: number, row: Row])[]>,
  ): Promise<Map<number, Row>> {
    const { columns } = this;
    const { base } = columns;
    const found = new Map<number, Row>();
    const missing: number[] = [];
    for (const slot of slots) {
      const row = kept.get(slot + base);
      if (row === undefined) {
        missing.push(slot + base);
        continue;
      }
      found.set(slot, row);
      kept.delete(slot + base);
      kept.set(slot + base, row);
    }
    if (missing.length === 0) return found;
    for (const [num, row] of await read(missing)) {
      found.set(num - base, row);
      // Numbers of another base are other documents.
      if (columns === this.columns) kept.set(num, row);
    }
    for (const num of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(num);
    }
    return found;
  }
}

const averageOf = ({ docs, totalLen }: IndexState): number => (docs === 0 ? 1 : totalLen / docs);
