import { LRUCache } from 'lru-cache';
import type { SearchKind } from '../engine.ts';
import { Overtaken } from '../overtaken.ts';
import { pairCount } from '../pair-counts.ts';
import { joined, type Postings, unpackPostings } from '../postings.ts';
import type { Sql } from './index-states.server.ts';

const mostCounted = 200_000;
const postingBytes = 64 * 1024 * 1024;
const lastSegment = { all: 32_767, best: 0 } as const;

/** How much of long lists is wanted: all of them, or the best part. */
export type Segments = keyof typeof lastSegment;

/**
 * The postings of one generation, fetched when asked for; what was asked for last is kept. A generation never changes:
 * who holds one reads what belongs together, until the next but one is built and its rows are gone.
 */
export class Generation {
  private readonly counts = new Map<string, number>();
  private readonly lists = new LRUCache<string, Postings>({
    maxSize: postingBytes,
    sizeCalculation: ({ slots }) => slots.length * 5 + 100,
  });
  private pairs: Promise<Buffer | null> | null = null;

  constructor(
    private readonly sql: Sql,
    private readonly kind: SearchKind,
    readonly gen: number,
    private readonly most = mostCounted,
  ) {}

  /** How many documents of the postings hold each of the terms. */
  async countsOf(terms: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    const missing: string[] = [];
    for (const term of new Set(terms)) {
      const count = this.counts.get(term);
      if (count === undefined) missing.push(term);
      else found.set(term, count);
    }
    if (missing.length === 0 || this.gen === 0) return found;
    const rows = await this.sql<{ gen: number; term: string | null; df: number }[]>`
      select i.gen, p.term, p.df from search_indexes i
      left join search_postings p on p.kind = i.kind and p.gen = ${this.gen} and p.segment = 0 and p.term = any(${missing})
      where i.kind = ${this.kind}`;
    this.mustStand(rows[0]?.gen);
    for (const { term, df } of rows) if (term !== null) found.set(term, df);
    if (this.counts.size + missing.length > this.most) this.counts.clear();
    for (const term of missing) this.counts.set(term, found.get(term) ?? 0);
    return found;
  }

  /** The list of each of the terms, whole or its best part only. */
  async listsOf(terms: readonly string[], segments: Segments): Promise<ReadonlyMap<string, Postings>> {
    const found = new Map<string, Postings>();
    const missing: string[] = [];
    for (const term of new Set(terms)) {
      const list = this.lists.get(`${segments} ${term}`);
      if (list) found.set(term, list);
      else missing.push(term);
    }
    if (missing.length === 0 || this.gen === 0) return found;
    const rows = await this.sql`
      select i.gen, p.term, p.list from search_indexes i
      left join search_postings p on p.kind = i.kind and p.gen = ${this.gen} and p.term = any(${missing})
        and p.segment <= ${lastSegment[segments]}
      where i.kind = ${this.kind} order by p.term, p.segment`.raw();
    this.mustStand(Number(rows[0]?.[0]));
    const parts = new Map<string, Postings[]>(missing.map((term) => [term, []]));
    for (const [, term, list] of rows) if (term) parts.get(term.toString())!.push(unpackPostings(list!));
    for (const [term, lists] of parts) {
      const list = joined(lists);
      found.set(term, list);
      this.lists.set(`${segments} ${term}`, list);
    }
    return found;
  }

  /** How many documents hold a pair of characters, about; null while nothing was counted. */
  async pairCounts(): Promise<((pair: string) => number) | null> {
    if (this.gen === 0) return null;
    this.pairs ??= this.readPairs().catch((error: unknown) => {
      this.pairs = null;
      throw error;
    });
    const counts = await this.pairs;
    return counts && ((pair) => pairCount(counts, pair));
  }

  private async readPairs(): Promise<Buffer | null> {
    const [row] = await this.sql<{ counts: Buffer }[]>`
      select counts from search_pairs where kind = ${this.kind} and gen = ${this.gen}`;
    return row?.counts ?? null;
  }

  /** The generation before the one that is searched stays; an earlier one is gone, and its rows read like no documents. */
  private mustStand(now: number | undefined): void {
    if (now !== this.gen) throw new Overtaken(`generation ${this.gen} of ${this.kind} is no longer searched`);
  }
}
