import type postgres from 'postgres';
import { Columns, type ColumnRow } from './columns.ts';
import type { SearchDocument, SearchKind } from './engine.ts';
import { pairCount } from './pair-counts.ts';
import { impactOf, joined, noPostings, PostingLists, type Postings, readSlots } from './postings.ts';
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

export async function readState(sql: Sql, kind: SearchKind, isLocked = false): Promise<IndexState | null> {
  const [row] = await sql`
    select gen, cutter, built_num as "builtNum", base_num as "baseNum", last_num as "lastNum", seq::float8 as seq,
           floor_seq::float8 as "floorSeq", docs, total_len::float8 as "totalLen",
           (select version from synonym_version) as synonyms,
           exists (select from search_rebuilds r where r.kind = search_indexes.kind) as "isRebuilding"
    from search_indexes where kind = ${kind} ${isLocked ? sql`for update` : sql``}`;
  return (row as IndexState | undefined) ?? null;
}

interface DocumentRow extends ColumnRow {
  readonly len: number;
  readonly terms: string | null;
  readonly tfs: Buffer | null;
}

const cacheBytes = 64 * 1024 * 1024;
const cacheDocuments = 6_000;
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
  private next: Promise<void> | null = null;
  private fresh = new PostingLists();
  private postings = new Map<string, Postings>();
  private postingBytes = 0;
  private dfs = new Map<string, number>();
  private documents = new Map<number, SearchDocument>();
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

  /** A sync that began before this call may have missed what was committed before it: those who wait share the next. */
  sync(): Promise<void> {
    if (this.syncing === null) return this.startSync();
    return (this.next ??= this.syncing
      .catch(() => {})
      .then(() => {
        this.next = null;
        return this.startSync();
      }));
  }

  private startSync(): Promise<void> {
    const run = this.catchUp().finally(() => {
      if (this.syncing === run) this.syncing = null;
    });
    this.syncing = run;
    return run;
  }

  private async catchUp(): Promise<void> {
    const state = (await readState(this.sql, this.kind)) ?? emptyState;
    if (this.synonyms.version !== (state.synonyms ?? 0)) this.synonyms = await this.store.at(state.synonyms);
    if (this.isLoaded && state.seq === this.state.seq && state.gen === this.state.gen) {
      this.state = state;
      return;
    }
    await this.sql.begin('isolation level repeatable read read only', async (sql) => {
      await sql`set local statement_timeout = 0`;
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
    }
    if (now.gen !== this.state.gen) this.fresh = this.fresh.after(now.builtNum - this.columns.base);
    for (const row of rows) this.takeRow(row, this.columns, this.fresh, now);
    this.move(now);
  }

  private rowsSince(sql: Sql, since: number, now: IndexState) {
    return sql<DocumentRow[]>`
      select num, id, org_id as "orgId", fields, chains, modes, region_code as "regionCode", trl,
             pay_later as "payLater", price_fen::float8 as "priceFen", confirmed_on::text as "confirmedOn",
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
      const rows = await this.sql<{ term: string; nums: Buffer; impacts: Buffer }[]>`
        select term, nums, impacts from search_postings
        where kind = ${this.kind} and gen = ${gen} and term = any(${missing}) and segment <= ${last}
        order by term, segment`;
      if (gen !== this.state.gen) return this.listsOf(terms, segments);
      const parts = new Map<string, Postings[]>(missing.map((term) => [term, []]));
      for (const { term, nums, impacts } of rows) {
        parts.get(term)!.push({
          slots: readSlots(nums),
          impacts: new Uint8Array(impacts.buffer, impacts.byteOffset, impacts.length),
        });
      }
      for (const [term, lists] of parts) {
        read.set(term, joined(lists));
        this.keep(keyOf(term), joined(lists));
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
  async documentsAt(slots: readonly number[]): Promise<Map<number, SearchDocument>> {
    const { base } = this.columns;
    const found = new Map<number, SearchDocument>();
    for (const slot of slots) {
      const document = this.documents.get(slot + base);
      if (!document) continue;
      found.set(slot, document);
      // The ones asked for last stay longest.
      this.documents.delete(slot + base);
      this.documents.set(slot + base, document);
    }
    const missing = slots.filter((slot) => !found.has(slot)).map((slot) => slot + base);
    if (missing.length === 0) return found;
    const rows = await this.sql<{ num: number; document: SearchDocument }[]>`
      select num, document from search_documents where kind = ${this.kind} and num = any(${missing})`;
    for (const { num, document } of rows) {
      found.set(num - base, document);
      if (base === this.columns.base) this.documents.set(num, document);
    }
    for (const num of this.documents.keys()) {
      if (this.documents.size <= cacheDocuments) break;
      this.documents.delete(num);
    }
    return found;
  }
}

const averageOf = ({ docs, totalLen }: IndexState): number => (docs === 0 ? 1 : totalLen / docs);
