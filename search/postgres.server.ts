import type postgres from 'postgres';
import { textScores } from '#app/domain/match-text.ts';
import { bodyOf } from './documents.ts';
import type {
  MatchAnswer,
  MatchRequest,
  SearchAnswer,
  SearchDocument,
  SearchEngine,
  SearchKind,
  SearchRequest,
  SuggestRequest,
  Suggestion,
} from './engine.ts';
import { didYouMean } from './did-you-mean.server.ts';
import { keyTermsOf, telling, weighedPairs } from './key-terms.ts';
import { LiveIndex } from './postgres-index.server.ts';
import { rebuildIndex } from './postgres-rebuild.server.ts';
import { putDocuments, removeDocuments } from './postgres-write.server.ts';
import { idfOf, joined, type Postings, together } from './postings.ts';
import { type AskedTerm, firstByScore, firstOf, foundTerms, Scorer } from './scoring.ts';
import { foundShare, maxLimit, maxOffset, rebuildLeast, rebuildMost, rebuildShare, rerankDepth } from './settings.ts';
import { suggest } from './suggest.server.ts';
import type { Spelling } from './synonym-table.ts';
import { SynonymStore } from './synonyms.server.ts';
import { cutterVersion, isStopWord } from './text.ts';
import { askedFor, statisticsOf } from './weighing.server.ts';

/** After a rebuild that another process does, or that failed, the next try waits. */
const restMs = 15_000;

const otherKind: Record<SearchKind, SearchKind> = { achievement: 'demand', demand: 'achievement' };

export interface PostgresEngineOptions {
  /** Told when a rebuild in the background failed; searches go on without it. */
  readonly onError?: (error: unknown) => void;
}

/** The embedded engine: an inverted index kept in PostgreSQL and scored here. */
export class PostgresEngine implements SearchEngine {
  readonly name = 'postgres';
  private readonly indexes: Record<SearchKind, LiveIndex>;
  private readonly scorer = new Scorer();
  private readonly rebuilding = new Map<SearchKind, Promise<void>>();
  private readonly restUntil = new Map<SearchKind, number>();

  constructor(
    private readonly sql: postgres.Sql,
    private readonly options: PostgresEngineOptions = {},
  ) {
    const synonyms = new SynonymStore(sql);
    this.indexes = {
      achievement: new LiveIndex(sql, 'achievement', synonyms),
      demand: new LiveIndex(sql, 'demand', synonyms),
    };
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    const index = await this.synced(request.kind);
    const offset = Math.min(maxOffset, Math.max(0, Math.trunc(request.offset)));
    const limit = Math.min(maxLimit, Math.max(0, Math.trunc(request.limit)));
    const isAsked = request.words.trim() !== '';
    const { gen } = index.state;
    const { weighed, unknown } = isAsked ? await askedFor(index, request.words) : { weighed: [], unknown: [] };
    const listsOf = await index.listsOf(weighed.flatMap(({ spellings }) => spellings.flat()));
    const asked = weighed.map(({ weight, spellings }) => askedTerm(weight, spellings, listsOf));
    const pairCounts = isAsked ? await index.pairCounts() : null;
    // A rebuild flipped in between: the lists read belong to other numbers.
    if (index.state.gen !== gen) return this.search(request);

    // From here to the best slots nothing waits: the scorer's arrays and the columns stay as they are.
    const { columns } = index;
    const { slots: touched, score, found } = this.scorer.run(asked, columns.size);
    const whole = asked.reduce((sum, { weight }) => sum + weight, 0);
    const least = foundShare * whole * 0.999;
    const candidates = isAsked ? touched.filter((slot) => found[slot]! >= least) : null;
    const { slots, facets } = columns.filter(request.filters, candidates);
    const total = slots.length;
    const isRanked = isAsked && request.sort === 'relevance';
    const sort = request.sort === 'relevance' && !isAsked ? 'confirmed' : request.sort;
    const depth = isRanked && offset < rerankDepth ? Math.max(rerankDepth, offset + limit) : offset + limit;
    const byAll = columns.comparator(sort, (slot) => (isAsked ? score[slot]! : 0));
    const best = isRanked ? firstByScore(slots, depth, score, byAll) : firstOf(slots, depth, byAll);
    const scores = new Map(best.map((slot) => [slot, isAsked ? score[slot]! : 0]));
    const coverage = new Map(best.map((slot) => [slot, whole === 0 ? 0 : Math.min(1, found[slot]! / whole)]));
    const scoreOf = (slot: number): number => scores.get(slot) ?? 0;
    const order = columns.comparator(sort, scoreOf);

    const isReranked = isRanked && offset < rerankDepth;
    const documents = await index.documentsAt(isReranked ? best : best.slice(offset, offset + limit));
    let ordered = best;
    if (isReranked) {
      const idf = (pair: string) => (pairCounts ? idfOf(pairCounts(pair), index.state.docs) : 1);
      const pairs = weighedPairs(request.words, index.synonyms, (term) => (isStopWord(term) ? 0.2 : 1), idf);
      const head = best.slice(0, rerankDepth).filter((slot) => documents.has(slot));
      const texts = textScores(
        pairs,
        head.map((slot) => ({
          wordScore: scoreOf(slot),
          coverage: coverage.get(slot)!,
          title: documents.get(slot)!.title,
          body: bodyOf(documents.get(slot)!),
        })),
      );
      const textOf = new Map(head.map((slot, at) => [slot, texts[at]!]));
      head.sort((a, b) => textOf.get(b)! - textOf.get(a)! || order(a, b));
      ordered = [...head, ...best.slice(rerankDepth)];
    }
    const meant =
      isAsked && (total === 0 || unknown.length > 0) ? await didYouMean(index, request.words, unknown) : null;
    const page = ordered.slice(offset, offset + limit).filter((slot) => documents.has(slot));
    const terms = foundTerms(asked, page, columns.size);
    return {
      hits: page.map((slot, at) => ({
        document: documents.get(slot)!,
        score: scoreOf(slot),
        found: [...new Set(terms[at]!.map(({ term }) => term))],
      })),
      total,
      facets,
      didYouMean: meant,
    };
  }

  async match(request: MatchRequest): Promise<MatchAnswer> {
    const [index, asking] = await Promise.all([this.synced(request.kind), this.synced(otherKind[request.kind])]);
    const { gen } = index.state;
    const statistics = await statisticsOf(index, asking, request.text);
    const keyTerms = keyTermsOf(request.text, statistics);
    const known = keyTerms.filter(({ isKnown }) => isKnown);
    const listsOf = await index.listsOf(
      known.flatMap(({ spellings }) => spellings.flat()),
      known.length < 4 ? 'all' : 'best',
    );
    const pairCounts = await index.pairCounts();
    if (index.state.gen !== gen) return this.match(request);

    const { columns } = index;
    const asked = known.map(({ weight, spellings }) => askedTerm(weight, spellings, listsOf));
    const { slots: best, scores } = this.scorer.top(
      asked,
      columns.size,
      columns.alive,
      Math.min(rerankDepth, Math.max(0, request.limit)),
      (score) => columns.comparator('relevance', (slot) => score[slot]!),
    );
    const terms = foundTerms(asked, best, columns.size);
    const documents = await index.documentsAt(best);
    const idf = (pair: string) => (pairCounts ? idfOf(pairCounts(pair), index.state.docs) : 1);
    const factor = (term: string) => (isStopWord(term) ? 0.1 : telling(term, statistics));
    return {
      candidates: best.flatMap((slot, at) => {
        const document = documents.get(slot);
        if (!document) return [];
        // A synonym found counts as the key term itself, once.
        const weights = new Map<string, number>();
        for (const { asked: which, weight } of terms[at]!) {
          const { term } = known[which]!;
          weights.set(term, Math.max(weights.get(term) ?? 0, weight));
        }
        const shared = [...weights].map(([term, weight]) => ({ term, weight }));
        return [{ document, score: scores.get(slot)!, terms: shared }];
      }),
      keyTerms: keyTerms.map(({ term, share, isKnown }) => ({ term, share, isKnown })),
      pairs: weighedPairs(request.text, index.synonyms, factor, idf),
    };
  }

  /** What could be meant by what somebody has typed so far. */
  async suggest(request: SuggestRequest): Promise<readonly Suggestion[]> {
    return suggest(this.sql, request);
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    for (const kind of ['achievement', 'demand'] as const) {
      const ofKind = documents.filter((document) => document.kind === kind);
      if (ofKind.length === 0) continue;
      const state = await putDocuments(this.sql, kind, ofKind);
      const unbuilt = state === null ? 0 : state.lastNum - Math.max(state.builtNum, state.baseNum);
      const least = Math.max(rebuildLeast, Math.min(rebuildMost, (state?.docs ?? 0) * rebuildShare));
      if (unbuilt >= least) this.rebuildInBackground(kind);
    }
  }

  async remove(kind: SearchKind, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await removeDocuments(this.sql, kind, ids);
  }

  async rebuild(kind: SearchKind, progress?: (done: number, of: number) => void): Promise<void> {
    await this.rebuilding.get(kind);
    await rebuildIndex(this.sql, kind, progress ? { progress } : {});
  }

  async healthy(): Promise<boolean> {
    try {
      await this.sql`select 1`;
      return true;
    } catch {
      return false;
    }
  }

  /** Statistics of an index as it stands, for engines that weigh words by them. */
  corpus(kind: SearchKind): Promise<LiveIndex> {
    return this.synced(kind);
  }

  private async synced(kind: SearchKind): Promise<LiveIndex> {
    const index = this.indexes[kind];
    await index.sync();
    const { docs, cutter, isRebuilding } = index.state;
    // Cut by another cutter, or left unfinished by a process that was killed.
    if ((docs > 0 && cutter !== cutterVersion) || isRebuilding) this.rebuildInBackground(kind);
    return index;
  }

  /** Not again and again: a rebuild that is asked for all the time runs in another process, or fails. */
  private rebuildInBackground(kind: SearchKind): void {
    if (this.rebuilding.has(kind) || Date.now() < (this.restUntil.get(kind) ?? 0)) return;
    const run = rebuildIndex(this.sql, kind)
      .then((isMine) => void this.restUntil.set(kind, isMine ? 0 : Date.now() + restMs))
      .catch((error: unknown) => {
        this.restUntil.set(kind, Date.now() + restMs);
        this.options.onError?.(error);
      })
      .finally(() => this.rebuilding.delete(kind));
    this.rebuilding.set(kind, run);
  }
}

const askedTerm = (
  weight: number,
  spellings: readonly Spelling[],
  listsOf: (term: string) => Postings[],
): AskedTerm => ({
  weight,
  variants: spellings.map((spelling) => ({
    term: spelling.join(''),
    lists: spelling.length === 1 ? listsOf(spelling[0]!) : [together(spelling.map((term) => joined(listsOf(term))))],
  })),
});
