import type { MultiSearchQuery } from 'meilisearch';
import type postgres from 'postgres';
import { otherKind, searchKinds } from '#app/domain/search-kind.ts';
import { didYouMean } from './did-you-mean.server.ts';
import type {
  MatchAnswer,
  MatchRequest,
  SearchAnswer,
  SearchFilters,
  SearchHit,
  SearchKind,
  SearchRequest,
  SearchSort,
} from './engine.ts';
import { keyTermsOf } from './key-terms.ts';
import type { Found, Reader } from './meilisearch-client.server.ts';
import {
  anyCondition,
  conditionsOf,
  type Facet,
  foundCondition,
  isOneOf,
  type WeighedTerm,
} from './meilisearch-filter.ts';
import { indexName } from './meilisearch-follow.server.ts';
import { byScore, Rows, type ScoredRow } from './meilisearch-rows.server.ts';
import { readLive } from './meilisearch-versions.server.ts';
import { unlessOvertaken } from './overtaken.ts';
import type { IndexView } from './postgres-view.server.ts';
import { matchAnswer, typedScores } from './second-stage.ts';
import { maxLimit, maxOffset, rerankDepth } from './settings.ts';
import { noSynonyms } from './synonym-table.ts';
import { askedFor, decidingOf, statisticsOf } from './weighing.server.ts';

/** A question of more parts would have the rest of them ignored. */
const maxParts = 10;
/** Questions of one frequent term each; lighter terms are weighed in what the others find. */
const maxTermQueries = 8;
/** Documents that are taken because they hold any of the rare terms. */
const maxRare = 800;
/** Candidates by Meilisearch that are weighed here. */
const maxWeighed = 1_000;

const facets: readonly Facet[] = [
  'fields',
  'regions',
  'chains',
  'modes',
  'rights',
  'prices',
  'trl',
  'payLater',
  'listed',
  'provincial',
];
const tie = ['confirmed:desc', 'published:desc', 'id:desc'];
const sorts: Record<SearchSort, readonly string[]> = {
  relevance: tie,
  confirmed: tie,
  trl: ['trl:desc', ...tie],
  price: ['price:asc', ...tie],
};

/** No index is ready, or changes still wait for it: the embedded engine knows more. */
export class NotReady extends Error {}

export interface MeilisearchOptions {
  readonly prefix?: string | undefined;
  /** The embedded index of a kind: it knows in how many documents a term stands. */
  readonly corpus: (kind: SearchKind) => Promise<IndexView>;
}

type Query = Omit<MultiSearchQuery, 'indexUid'>;

/**
 * Finds, counts and filters by Meilisearch. Which terms weigh how much, and the order of what was found, are the
 * embedded engine's: Meilisearch knows no rarity of words, and a long text asked as it is finds nothing.
 */
export class MeilisearchQuestions {
  private readonly rows: Rows;

  constructor(
    private readonly sql: postgres.Sql,
    private readonly reader: Reader,
    private readonly options: MeilisearchOptions,
  ) {
    this.rows = new Rows(sql);
  }

  search(request: SearchRequest, signal: AbortSignal): Promise<SearchAnswer> {
    return unlessOvertaken(() => this.find(request, signal));
  }

  private async find(request: SearchRequest, signal: AbortSignal): Promise<SearchAnswer> {
    const [index, ask] = await Promise.all([this.options.corpus(request.kind), this.asker(request.kind, signal)]);
    const offset = Math.min(maxOffset, Math.max(0, Math.trunc(request.offset)));
    const limit = Math.min(maxLimit, Math.max(0, Math.trunc(request.limit)));
    const isAsked = request.words.trim() !== '';
    const { weighed: asked, unknown, synonyms } = await askedFor(index, request.words, request.isExact);
    if (isAsked && asked.length === 0) {
      return { ...nothingFound, synonyms, didYouMean: await didYouMean(index, request.words, unknown) };
    }

    const whole = asked.reduce((sum, { weight }) => sum + weight, 0);
    const deciding = decidingOf(asked);
    const found = isAsked ? foundCondition(deciding.terms, deciding.least) : null;
    const isRanked = isAsked && request.sort === 'relevance';
    const sort = [...sorts[request.sort]];
    const all = conditions(request.filters, found);
    const [list, ...parts] = await ask([
      { ...counted(request.filters, found), sort, ...(isRanked ? { limit: rerankDepth } : { offset, limit }) },
      ...ownFilterLeftOut(request.filters, found),
    ]);
    const { total } = list!;
    const meant =
      isAsked && (total === 0 || unknown.length > 0) ? await didYouMean(index, request.words, unknown) : null;
    const answer = { total, facets: facetsOf(list!, parts), didYouMean: meant, synonyms };
    const pageOf = async (rows: readonly ScoredRow[]) => ({ ...answer, hits: await this.hits(request.kind, rows) });

    if (!isRanked) {
      const rows = await this.rows.score(request.kind, list!.ids, asked, index.averageLength);
      const places = new Map(list!.ids.map((id, at) => [id, at]));
      return pageOf([...rows].sort((a, b) => places.get(a.id)! - places.get(b.id)!));
    }
    const candidates = total <= rerankDepth ? list!.ids : await this.candidates(index, asked, all, ask);
    const scored = await this.rows.score(request.kind, candidates, asked, index.averageLength);
    const best = scored.sort(byScore).slice(0, rerankDepth);
    const head = await this.reranked(request, best, whole, index);
    const rows = head.slice(offset, offset + limit);
    if (total > head.length && offset + limit > head.length && head.length === rerankDepth) {
      // Behind the ranked ones everything else that is found, the last confirmed first.
      const ranked = head.map(({ id }) => id);
      const rest = `NOT ${isOneOf('id', ranked)}`;
      const [tail] = await ask([
        {
          q: '',
          filter: [...all, rest],
          sort: tie,
          offset: Math.max(0, offset - head.length),
          limit: limit - rows.length,
        },
      ]);
      const places = new Map(tail!.ids.map((id, at) => [id, at]));
      const more = await this.rows.score(request.kind, tail!.ids, asked, index.averageLength);
      rows.push(...more.sort((a, b) => places.get(a.id)! - places.get(b.id)!));
    }
    return pageOf(rows);
  }

  match(request: MatchRequest, signal: AbortSignal): Promise<MatchAnswer> {
    return unlessOvertaken(() => this.matchIn(request, signal));
  }

  private async matchIn(request: MatchRequest, signal: AbortSignal): Promise<MatchAnswer> {
    const [index, asking, ask] = await Promise.all([
      this.options.corpus(request.kind),
      this.options.corpus(otherKind[request.kind]),
      this.asker(request.kind, signal),
    ]);
    const statistics = await statisticsOf(index, asking, request.text);
    const all = keyTermsOf(request.text, statistics);
    const known = all.filter(({ isKnown }) => isKnown);
    const candidates = known.length === 0 ? [] : await this.candidates(index, known, [], ask);
    const scored = await this.rows.score(request.kind, candidates, known, index.averageLength);
    const best = scored.sort(byScore).slice(0, Math.min(rerankDepth, Math.max(0, request.limit)));
    const rows = await this.rows.comparedOf(request.kind, best);
    const found = best.flatMap(({ id, score, terms }) => {
      const row = rows.get(id);
      return row ? [{ row, score, terms }] : [];
    });
    return matchAnswer(request.text, statistics, { all, known }, await index.pairCounts(), found);
  }

  /** Something that only a server which answers, a valid key and an index at its place can do. */
  async probe(signal: AbortSignal): Promise<void> {
    for (const kind of searchKinds) {
      const live = await readLive(this.sql, kind);
      if (live === null) continue;
      const indexUid = indexName(kind, live, this.options.prefix);
      await this.reader.search([{ indexUid, q: '', limit: 0 }], signal);
    }
  }

  /**
   * Candidates for terms of given weights, all asked for in one request: everything that holds one of the rare terms, the
   * best for each frequent term, and the best for the heaviest terms together. Weights of the terms that brought a
   * document are summed here, because the server does not add scores.
   */
  private async candidates(
    index: IndexView,
    asked: readonly WeighedTerm[],
    filter: readonly string[],
    ask: (queries: readonly Query[]) => Promise<Found[]>,
  ): Promise<string[]> {
    const { rare, frequent } = await byFrequency(index, asked);
    const ranked = { filter: [...filter], limit: rerankDepth, attributesToSearchOn: ['terms'] };
    const together = {
      ...ranked,
      q: asked.map(wordsOf).slice(0, maxParts).join(' '),
      matchingStrategy: 'last' as const,
    };
    const anyRare = { q: '', filter: [...filter, anyCondition(rare)], limit: maxRare };
    const single = frequent.map((term) => ({ ...ranked, q: wordsOf(term), matchingStrategy: 'all' as const }));
    const [best, holders, ...lists] = await ask([together, anyRare, ...single]);
    const weights = new Map<string, number>();
    for (const [at, { ids }] of lists.entries()) {
      for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + frequent[at]!.weight);
    }
    const heaviest = [...weights].sort(([, a], [, b]) => b - a).map(([id]) => id);
    return [...new Set([...best!.ids, ...holders!.ids, ...heaviest])].slice(0, maxWeighed);
  }

  private async asker(kind: SearchKind, signal: AbortSignal): Promise<(queries: readonly Query[]) => Promise<Found[]>> {
    const live = await readLive(this.sql, kind);
    if (live === null) throw new NotReady(`no index of ${kind} is ready`);
    const indexUid = indexName(kind, live, this.options.prefix);
    return (queries) =>
      this.reader.search(
        queries.map((query) => ({ indexUid, attributesToRetrieve: ['id'], locales: ['cmn'] as const, ...query })),
        signal,
      );
  }

  /** The second stage: words, pairs of neighbouring characters and the share of what was asked that was found. */
  private async reranked(
    { kind, words, isExact }: SearchRequest,
    rows: readonly ScoredRow[],
    whole: number,
    index: IndexView,
  ): Promise<ScoredRow[]> {
    const compared = await this.rows.comparedOf(kind, rows);
    const present = rows.filter(({ id }) => compared.has(id));
    const texts = typedScores(
      { words, synonyms: isExact ? noSynonyms : index.synonyms, docs: index.state.docs },
      await index.pairCounts(),
      present.map(({ id, score, found }) => ({
        wordScore: score,
        coverage: whole === 0 ? 0 : Math.min(1, found / whole),
        pairs: compared.get(id)!.pairs,
      })),
    );
    return present
      .map((row, at) => ({ row, text: texts[at]! }))
      .sort((a, b) => b.text - a.text || byScore(a.row, b.row))
      .map(({ row }) => row);
  }

  private async hits(kind: SearchKind, rows: readonly ScoredRow[]): Promise<SearchHit[]> {
    const documents = await this.rows.documentsOf(kind, rows);
    return rows.flatMap(({ id, score, terms }) => {
      const document = documents.get(id);
      return document ? [{ document, score, found: [...new Set(terms.map(({ term }) => term))] }] : [];
    });
  }
}

const wordsOf = ({ spellings }: WeighedTerm): string => spellings[0]!.join(' ');

/** The heaviest terms whose documents all fit into one list, and the heaviest of the others. */
async function byFrequency(index: IndexView, asked: readonly WeighedTerm[]) {
  const dfOf = await index.countDocuments(asked.flatMap(({ spellings }) => spellings.flat()));
  const rare: WeighedTerm[] = [];
  const frequent: WeighedTerm[] = [];
  let room = maxRare;
  for (const term of asked) {
    const df = term.spellings.reduce((sum, spelling) => sum + Math.min(...spelling.map(dfOf)), 0);
    if (df <= room && df <= rerankDepth) {
      room -= df;
      rare.push(term);
    } else if (frequent.length < maxTermQueries) frequent.push(term);
  }
  return { rare, frequent };
}

const noFacets = Object.fromEntries(facets.map((facet) => [facet, {}])) as SearchAnswer['facets'];
const nothingFound: SearchAnswer = { hits: [], total: 0, facets: noFacets };

const conditions = (filters: SearchFilters, found: string | null, without?: Facet): string[] => [
  ...Object.entries(conditionsOf(filters)).flatMap(([facet, condition]) => (facet === without ? [] : [condition])),
  ...(found === null ? [] : [found]),
];

/** Everything that passes all filters, with the counts of the facets that none of them belongs to. */
const counted = (filters: SearchFilters, found: string | null): Query => {
  const own = conditionsOf(filters);
  return { q: '', filter: conditions(filters, found), facets: facets.filter((facet) => own[facet] === undefined) };
};

/** One question for each facet that is filtered by: its counts with its own filter left out. */
const ownFilterLeftOut = (filters: SearchFilters, found: string | null): Query[] => {
  const own = conditionsOf(filters);
  return facets
    .filter((facet) => own[facet] !== undefined)
    .map((facet) => ({ q: '', filter: conditions(filters, found, facet), facets: [facet], limit: 0 }));
};

const facetsOf = (list: Found, parts: readonly Found[]): SearchAnswer['facets'] =>
  Object.assign({ ...noFacets }, list.facets, ...parts.map((part) => part.facets)) as SearchAnswer['facets'];
