import type postgres from 'postgres';
import type { SearchKind } from '../engine.ts';
import { impactOf, PostingLists } from '../postings.ts';
import { comparedCache, documentCache } from '../row-cache.ts';
import type { Synonyms } from '../synonym-table.ts';
import { builtInSynonyms, type SynonymStore } from '../synonyms.server.ts';
import { type ColumnRow, Columns } from './columns.ts';
import { Generation } from './generation.server.ts';
import { averageLengthOf, emptyState, type IndexState, readState, type Sql, unhurried } from './index-states.server.ts';
import { IndexView, type Viewed } from './index-view.server.ts';

interface DocumentRow extends ColumnRow {
  readonly len: number;
  readonly terms: string | null;
  readonly tfs: Buffer | null;
}

const loadBatch = 5_000;
/** Who is further behind reads everything again, in batches, in place of all changes at once. */
const mostChanges = 30_000;

/**
 * One index as a process sees it: filter columns in memory, documents newer than the postings as a small inverted index
 * in memory, the postings themselves fetched when asked for. `sync` brings it up to what is committed; who asks
 * something asks a view of it.
 */
export class LiveIndex implements Viewed {
  state: IndexState = emptyState;
  synonyms: Synonyms = builtInSynonyms();
  columns = new Columns(0);
  fresh = new PostingLists();
  generation: Generation;
  readonly documents = documentCache<number>();
  readonly compared = comparedCache<number>();
  private isLoaded = false;
  private syncing: Promise<void> | null = null;

  constructor(
    readonly sql: postgres.Sql,
    readonly kind: SearchKind,
    private readonly store: SynonymStore,
  ) {
    this.generation = new Generation(sql, kind, emptyState.gen);
  }

  view(): IndexView {
    return new IndexView(this);
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
    this.move(now);
  }

  private async follow(sql: Sql, now: IndexState): Promise<void> {
    const since = this.state.seq;
    const rows = await this.rowsSince(sql, since, now);
    const removed = since < now.floorSeq ? null : await this.removedSince(sql, since);
    const alive = removed === null ? await this.aliveNums(sql) : null;
    // From here nothing waits: a search sees all of it or nothing.
    if (alive) this.columns.keepOnly(alive);
    for (const num of removed ?? []) this.columns.remove(num);
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
    const average = averageLengthOf(state);
    for (const [at, term] of terms.split(' ').entries()) {
      fresh.add(term, row.num - columns.base, impactOf(tfs[at] ?? 1, row.len, average));
    }
  }

  private move(state: IndexState): void {
    if (state.gen !== this.generation.gen) this.generation = new Generation(this.sql, this.kind, state.gen);
    this.state = state;
    this.isLoaded = true;
  }
}
