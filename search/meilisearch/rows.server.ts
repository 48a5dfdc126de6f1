import type postgres from 'postgres';
import type { SearchDocument, SearchKind } from '../engine.ts';
import { impactOf } from '../postings.ts';
import { comparedCache, documentCache, type RowCache, throughCache } from '../row-cache.ts';
import { type Compared, comparedOf } from '../second-stage.ts';
import type { WeighedTerm } from './filter.ts';

/** A document with what the terms asked for weigh in it. */
export interface ScoredRow {
  readonly id: string;
  readonly hash: string;
  readonly score: number;
  /** Sum of the weights of the terms that it holds. */
  readonly found: number;
  /** The spellings found, heaviest share first. */
  readonly terms: readonly { readonly term: string; readonly asked: number; readonly weight: number }[];
  readonly confirmedOn: string | null;
  readonly publishedOn: string;
}

interface Row {
  readonly id: string;
  readonly hash: string;
  readonly len: number;
  readonly terms: string;
  readonly tfs: Buffer;
  readonly confirmedOn: string | null;
  readonly publishedOn: string;
}

/** Documents and their terms as the database has them: what Meilisearch proposes is weighed and shown from here. */
export class Rows {
  /** By the hash of their content, so that none is ever stale. */
  private readonly documents = documentCache<string>();
  private readonly compared = comparedCache<string>();

  constructor(private readonly sql: postgres.Sql) {}

  /** Those of the ids that exist, with the score that the embedded engine would give them. */
  async score(
    kind: SearchKind,
    ids: readonly string[],
    asked: readonly WeighedTerm[],
    averageLength: number,
  ): Promise<ScoredRow[]> {
    if (ids.length === 0) return [];
    const rows = await this.sql<Row[]>`
      select id, hash, len, terms, tfs, confirmed_on::text as "confirmedOn", published_on::text as "publishedOn"
      from search_documents where kind = ${kind} and id = any(${[...ids]}::uuid[])`;
    const words = new Set(asked.flatMap(({ spellings }) => spellings.flat()));
    return rows.map((row) => scored(row, asked, words, averageLength));
  }

  documentsOf(kind: SearchKind, rows: readonly Keyed[]): Promise<Map<string, SearchDocument>> {
    return byId(this.documents, rows, async (ids) => {
      const read = await this.sql<{ hash: string; document: SearchDocument }[]>`
        select hash, document from search_documents where kind = ${kind} and id = any(${ids}::uuid[])`;
      return read.map(({ hash, document }) => [hash, document]);
    });
  }

  /** What the second stage compares. */
  comparedOf(kind: SearchKind, rows: readonly Keyed[]): Promise<Map<string, Compared>> {
    return byId(this.compared, rows, async (ids) => {
      const read = await this.sql`
        select id, hash, coalesce(facts, document) as facts, pairs from search_documents
        where kind = ${kind} and id = any(${ids}::uuid[])`.raw();
      return read.map(([id, hash, facts, pairs]) => [hash!.toString(), comparedOf(id!, facts!, pairs!)]);
    });
  }
}

type Keyed = Pick<ScoredRow, 'id' | 'hash'>;

/** What changed since it was found comes as it is now. */
async function byId<Row extends { readonly id: string }>(
  kept: RowCache<string, Row>,
  rows: readonly Keyed[],
  read: (ids: string[]) => Promise<(readonly [hash: string, row: Row])[]>,
): Promise<Map<string, Row>> {
  const idOf = new Map(rows.map(({ id, hash }) => [hash, id]));
  const found = await throughCache(kept, [...idOf.keys()], (hashes) => read(hashes.map((hash) => idOf.get(hash)!)));
  return new Map([...found.values()].map((row) => [row.id, row]));
}

function scored(
  { id, hash, len, terms, tfs, confirmedOn, publishedOn }: Row,
  asked: readonly WeighedTerm[],
  words: ReadonlySet<string>,
  averageLength: number,
): ScoredRow {
  const impacts = new Map<string, number>();
  for (const [at, term] of terms.split(' ').entries()) {
    if (words.has(term)) impacts.set(term, impactOf(tfs[at] ?? 1, len, averageLength) / 255);
  }
  const shares: { term: string; asked: number; weight: number }[] = [];
  let [score, found] = [0, 0];
  for (const [at, { spellings, weight }] of asked.entries()) {
    // A document counts once for a term and its synonyms, with the best of them; a spelling of several terms as its least.
    let best = 0;
    for (const spelling of spellings) {
      const impact = Math.min(...spelling.map((term) => impacts.get(term) ?? 0));
      if (impact === 0) continue;
      best = Math.max(best, impact);
      shares.push({ term: spelling.join(''), asked: at, weight: weight * impact });
    }
    if (best === 0) continue;
    score += weight * best;
    found += weight;
  }
  shares.sort((a, b) => b.weight - a.weight || a.asked - b.asked);
  return { id, hash, score, found, terms: shares, confirmedOn, publishedOn };
}

/** The better score first; equal ones by the day of confirmation, of publication, then the newer id. */
export const byScore = (a: ScoredRow, b: ScoredRow): number =>
  b.score - a.score ||
  descending(a.confirmedOn ?? '', b.confirmedOn ?? '') ||
  descending(a.publishedOn, b.publishedOn) ||
  descending(a.id, b.id);

const descending = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);
