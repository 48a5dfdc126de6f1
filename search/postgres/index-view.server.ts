import type postgres from 'postgres';
import type { SearchDocument, SearchKind } from '../engine.ts';
import { Overtaken } from '../overtaken.ts';
import { noPostings, type PostingLists, type Postings } from '../postings.ts';
import { type RowCache, throughCache } from '../row-cache.ts';
import { type Compared, comparedOf } from '../second-stage.ts';
import type { Synonyms } from '../synonym-table.ts';
import type { Columns } from './columns.ts';
import type { Generation, Segments } from './generation.server.ts';
import { averageLengthOf, type IndexState } from './index-states.server.ts';

/** What a view is taken of; the next state of the index replaces these, or adds to them. */
export interface Viewed {
  readonly sql: postgres.Sql;
  readonly kind: SearchKind;
  readonly state: IndexState;
  readonly synonyms: Synonyms;
  readonly columns: Columns;
  readonly fresh: PostingLists;
  readonly generation: Generation;
  /** Rows by number. */
  readonly documents: RowCache<number, SearchDocument>;
  readonly compared: RowCache<number, Compared>;
}

/**
 * An index as one question sees it: one generation, one numbering, one count of documents, whatever is built and
 * numbered anew while the question is answered. What the view can no longer read, it says (`Overtaken`).
 */
export class IndexView {
  readonly sql: postgres.Sql;
  readonly kind: SearchKind;
  readonly state: IndexState;
  readonly synonyms: Synonyms;
  readonly columns: Columns;
  private readonly fresh: PostingLists;
  private readonly generation: Generation;

  constructor(private readonly index: Viewed) {
    ({
      sql: this.sql,
      kind: this.kind,
      state: this.state,
      synonyms: this.synonyms,
      columns: this.columns,
      fresh: this.fresh,
      generation: this.generation,
    } = index);
  }

  get averageLength(): number {
    return averageLengthOf(this.state);
  }

  /** What was read until now belongs to the index as it stands in memory: columns and fresh documents go on with it. */
  mustBeLatest(): void {
    if (this.index.generation !== this.generation || this.index.columns !== this.columns) throw new Overtaken();
  }

  /** How many documents hold each of the terms. */
  async countDocuments(terms: readonly string[]): Promise<(term: string) => number> {
    const counts = await this.generation.countsOf(terms);
    return (term) => (counts.get(term) ?? 0) + this.fresh.countOf(term);
  }

  /** The lists of each term: those of the postings, whole or their best part only, and those of fresh documents. */
  async listsOf(terms: readonly string[], segments: Segments = 'all'): Promise<(term: string) => Postings[]> {
    const lists = await this.generation.listsOf(terms, segments);
    return (term) => [lists.get(term) ?? noPostings, this.fresh.of(term)].filter(({ slots }) => slots.length > 0);
  }

  pairCounts(): Promise<((pair: string) => number) | null> {
    return this.generation.pairCounts();
  }

  /** Documents by slot; one that was removed or numbered anew meanwhile is missing. */
  async documentsAt(slots: readonly number[]): Promise<Map<number, SearchDocument>> {
    const rows = await throughCache(this.index.documents, this.numsOf(slots), async (nums) => {
      const read = await this.sql<{ num: number; document: SearchDocument }[]>`
        select num, document from search_documents where kind = ${this.kind} and num = any(${[...nums]})`;
      return read.map(({ num, document }) => [num, document]);
    });
    return this.bySlot(rows);
  }

  /** What the second stage compares, likewise. */
  async comparedAt(slots: readonly number[]): Promise<Map<number, Compared>> {
    const rows = await throughCache(this.index.compared, this.numsOf(slots), async (nums) => {
      // Where an older cutter cut it, the document says the facts.
      const read = await this.sql`
        select num, id, coalesce(facts, document) as facts, pairs from search_documents
        where kind = ${this.kind} and num = any(${[...nums]})`.raw();
      return read.map(([num, id, facts, pairs]) => [Number(num), comparedOf(id!, facts!, pairs!)]);
    });
    return this.bySlot(rows);
  }

  /** A number is given once: under another base it names no other document, only none. */
  private numsOf(slots: readonly number[]): number[] {
    return slots.map((slot) => slot + this.columns.base);
  }

  private bySlot<Row>(rows: ReadonlyMap<number, Row>): Map<number, Row> {
    return new Map([...rows].map(([num, row]) => [num - this.columns.base, row]));
  }
}
