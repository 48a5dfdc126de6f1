import type postgres from 'postgres';
import { otherKind, searchKinds } from '#app/domain/search-kind.ts';
import { didYouMean } from '../did-you-mean.server.ts';
import type { MatchAnswer, MatchRequest, SearchAnswer, SearchHit, SearchKind, SearchRequest } from '../engine.ts';
import { keyTermsOf, matchWords } from '../key-terms.ts';
import { Overtaken, unlessOvertaken } from '../overtaken.ts';
import type { IndexView } from '../postgres/index-view.server.ts';
import { matchAnswer, typedScores } from '../second-stage.ts';
import { maxLimit, maxOffset, rerankDepth } from '../settings.ts';
import { noSynonyms } from '../synonym-table.ts';
import { askedFor, decidingOf, statisticsOf } from '../weighing.server.ts';
import { candidatesOf } from './candidates.server.ts';
import { foundCondition, isOneOf, type WeighedTerm } from './filter.ts';
import { indexName } from './follower.server.ts';
import { conditions, counted, countsOf, nothingFound, ownFilterLeftOut, type Query, sorts, tie } from './queries.ts';
import type { Found, Reader } from './reader.server.ts';
import { byScore, Rows, type ScoredRow } from './rows.server.ts';
import { readLive } from './versions.server.ts';

/** No index is ready, or changes still wait for it: the embedded engine knows more. */
export class NotReady extends Error {}

export interface MeilisearchOptions {
  readonly prefix?: string | undefined;
  /** The embedded index of a kind: it knows in how many documents a term stands. */
  readonly corpus: (kind: SearchKind) => Promise<IndexView>;
}

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
    return unlessOvertaken((mayMiss) => this.find(request, signal, mayMiss));
  }

  private async find(request: SearchRequest, signal: AbortSignal, mayMiss: boolean): Promise<SearchAnswer> {
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
      { ...counted(request, found), sort, ...(isRanked ? { limit: rerankDepth } : { offset, limit }) },
      ...ownFilterLeftOut(request.filters, found),
    ]);
    const { total } = list!;
    const meant =
      isAsked && (total === 0 || unknown.length > 0) ? await didYouMean(index, request.words, unknown) : null;
    const answer = { total, ...countsOf(list!, parts), didYouMean: meant, synonyms };
    const score = (ids: readonly string[]) => this.score(request.kind, ids, asked, index, mayMiss);
    const pageOf = async (rows: readonly ScoredRow[]) => ({ ...answer, hits: await this.hits(request.kind, rows) });

    if (!isRanked) {
      const rows = await score(list!.ids);
      const places = new Map(list!.ids.map((id, at) => [id, at]));
      return pageOf([...rows].sort((a, b) => places.get(a.id)! - places.get(b.id)!));
    }
    const candidates = total <= rerankDepth ? list!.ids : await candidatesOf(index, asked, all, ask);
    const scored = await score(candidates);
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
      const more = await score(tail!.ids);
      rows.push(...more.sort((a, b) => places.get(a.id)! - places.get(b.id)!));
    }
    return pageOf(rows);
  }

  match(request: MatchRequest, signal: AbortSignal): Promise<MatchAnswer> {
    return unlessOvertaken((mayMiss) => this.matchIn(request, signal, mayMiss));
  }

  private async matchIn(request: MatchRequest, signal: AbortSignal, mayMiss: boolean): Promise<MatchAnswer> {
    const [index, asking, ask] = await Promise.all([
      this.options.corpus(request.kind),
      this.options.corpus(otherKind[request.kind]),
      this.asker(request.kind, signal),
    ]);
    const words = matchWords(request.text, index.synonyms);
    const statistics = await statisticsOf(index, asking, words);
    const all = keyTermsOf(words, statistics);
    const known = all.filter(({ isKnown }) => isKnown);
    const candidates = known.length === 0 ? [] : await candidatesOf(index, known, [], ask);
    const scored = await this.score(request.kind, candidates, known, index, mayMiss);
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

  /** A document that is gone was counted there and is here no more. */
  private async score(
    kind: SearchKind,
    ids: readonly string[],
    asked: readonly WeighedTerm[],
    index: IndexView,
    mayMiss: boolean,
  ): Promise<ScoredRow[]> {
    const rows = await this.rows.score(kind, ids, asked, index.averageLength);
    if (rows.length < ids.length && !mayMiss) throw new Overtaken();
    return rows;
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
