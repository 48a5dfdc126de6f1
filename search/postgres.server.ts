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
} from './engine.ts';
import { keyTermsOf, type Statistics, telling, weighedPairs } from './key-terms.ts';
import { LiveIndex } from './postgres-index.server.ts';
import { rebuildIndex } from './postgres-rebuild.server.ts';
import { putDocuments, removeDocuments } from './postgres-write.server.ts';
import { idfOf } from './postings.ts';
import { type AskedTerm, firstOf, foundTerms, Scorer } from './scoring.ts';
import { foundShare, maxLimit, maxOffset, maxQueryTerms, rebuildLeast, rebuildShare, rerankDepth } from './settings.ts';
import { cutForMatch, cutForQuery, cutterVersion, isStopWord, synonymsOf } from './text.ts';

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

  constructor(
    private readonly sql: postgres.Sql,
    private readonly options: PostgresEngineOptions = {},
  ) {
    this.indexes = { achievement: new LiveIndex(sql, 'achievement'), demand: new LiveIndex(sql, 'demand') };
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    const index = await this.synced(request.kind);
    const offset = Math.min(maxOffset, Math.max(0, Math.trunc(request.offset)));
    const limit = Math.min(maxLimit, Math.max(0, Math.trunc(request.limit)));
    const isAsked = request.words.trim() !== '';
    const { gen } = index.state;
    const asked = isAsked ? await this.askedTerms(index, request.words) : [];
    const pairCounts = isAsked ? await index.pairCounts() : null;
    // A rebuild flipped in between: the lists read belong to other numbers.
    if (index.state.gen !== gen) return this.search(request);

    // From here to the best slots nothing waits: the scorer's arrays and the columns stay as they are.
    const { columns } = index;
    const { slots: touched, score, found } = this.scorer.run(asked, columns.size);
    const whole = asked.reduce((sum, { weight }) => sum + weight, 0);
    const least = foundShare * whole * 0.999;
    const candidates = isAsked ? touched.filter((slot) => found[slot]! >= least) : everySlot(columns.size);
    const { slots, facets } = columns.filter(request.filters, candidates);
    const total = slots.length;
    const isRanked = isAsked && request.sort === 'relevance';
    const sort = request.sort === 'relevance' && !isAsked ? 'confirmed' : request.sort;
    const depth = isRanked && offset < rerankDepth ? Math.max(rerankDepth, offset + limit) : offset + limit;
    const best = firstOf(
      slots,
      depth,
      columns.comparator(sort, (slot) => (isAsked ? score[slot]! : 0)),
    );
    const scores = new Map(best.map((slot) => [slot, isAsked ? score[slot]! : 0]));
    const coverage = new Map(best.map((slot) => [slot, whole === 0 ? 0 : Math.min(1, found[slot]! / whole)]));
    const scoreOf = (slot: number): number => scores.get(slot) ?? 0;
    const order = columns.comparator(sort, scoreOf);

    const isReranked = isRanked && offset < rerankDepth;
    const documents = await index.documentsAt(isReranked ? best : best.slice(offset, offset + limit));
    let ordered = best;
    if (isReranked) {
      const idf = (pair: string) => (pairCounts ? idfOf(pairCounts(pair), index.state.docs) : 1);
      const pairs = weighedPairs(request.words, (term) => (isStopWord(term) ? 0.2 : 1), idf);
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
    };
  }

  async match(request: MatchRequest): Promise<MatchAnswer> {
    const [index, asking] = await Promise.all([this.synced(request.kind), this.synced(otherKind[request.kind])]);
    const { gen } = index.state;
    const statistics = await statisticsOf(index, asking, request.text);
    const keyTerms = keyTermsOf(request.text, statistics);
    const known = keyTerms.filter(({ isKnown }) => isKnown);
    const variants = known.flatMap(({ term }) => [term, ...synonymsOf(term)]);
    const listsOf = await index.listsOf(variants, known.length < 4 ? 'all' : 'best');
    const pairCounts = await index.pairCounts();
    if (index.state.gen !== gen) return this.match(request);

    const { columns } = index;
    const asked = known.map(({ term, weight }) => ({
      weight,
      variants: [term, ...synonymsOf(term)].map((variant) => ({ term: variant, lists: listsOf(variant) })),
    }));
    const { slots, score } = this.scorer.run(asked, columns.size);
    const alive = Array.from(slots).filter((slot) => columns.alive[slot] === 1);
    const best = firstOf(
      alive,
      Math.min(rerankDepth, Math.max(0, request.limit)),
      columns.comparator('relevance', (slot) => score[slot]!),
    );
    const scores = new Map(best.map((slot) => [slot, score[slot]!]));
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
      pairs: weighedPairs(request.text, factor, idf),
    };
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    for (const kind of ['achievement', 'demand'] as const) {
      const ofKind = documents.filter((document) => document.kind === kind);
      if (ofKind.length === 0) continue;
      const state = await putDocuments(this.sql, kind, ofKind);
      const unbuilt = state === null ? 0 : state.lastNum - Math.max(state.builtNum, state.baseNum);
      if (state && unbuilt >= Math.max(rebuildLeast, state.docs * rebuildShare)) this.rebuildInBackground(kind);
    }
  }

  async remove(kind: SearchKind, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await removeDocuments(this.sql, kind, ids);
  }

  async rebuild(kind: SearchKind, progress?: (done: number, of: number) => void): Promise<void> {
    await this.rebuilding.get(kind);
    await rebuildIndex(this.sql, kind, progress);
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
    if (index.state.docs > 0 && index.state.cutter !== cutterVersion) this.rebuildInBackground(kind);
    return index;
  }

  private rebuildInBackground(kind: SearchKind): void {
    if (this.rebuilding.has(kind)) return;
    const run = rebuildIndex(this.sql, kind)
      .then(() => {})
      .catch((error: unknown) => this.options.onError?.(error))
      .finally(() => this.rebuilding.delete(kind));
    this.rebuilding.set(kind, run);
  }

  private async askedTerms(index: LiveIndex, words: string): Promise<AskedTerm[]> {
    const weighed = await weighedTerms(index, words);
    const listsOf = await index.listsOf(weighed.flatMap(({ variants }) => variants));
    return weighed.map(({ variants, weight }) => ({
      weight,
      variants: variants.map((term) => ({ term, lists: listsOf(term) })),
    }));
  }
}

/** How often the words of a text stand on the side that is searched and on the side that asks. */
export async function statisticsOf(index: LiveIndex, asking: LiveIndex, text: string): Promise<Statistics> {
  const words = [...new Set(cutForMatch(text))];
  const spellings = words.flatMap((word) => [word, ...synonymsOf(word)]);
  const [dfOf, askingDfOf] = await Promise.all([index.countDocuments(spellings), asking.countDocuments(words)]);
  return {
    docs: index.state.docs,
    dfOf: (term) => Math.max(0, ...[term, ...synonymsOf(term)].map(dfOf)),
    askingDocs: asking.state.docs,
    askingDfOf,
  };
}

/** Terms of typed words that some document holds, each with its synonyms, heaviest first. Rare ones weigh most. */
export async function weighedTerms(
  index: LiveIndex,
  words: string,
): Promise<{ readonly variants: readonly string[]; readonly weight: number }[]> {
  const counts = new Map<string, number>();
  for (const term of cutForQuery(words)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const spellings = [...counts.keys()].map((term) => [term, ...synonymsOf(term)]);
  const dfOf = await index.countDocuments(spellings.flat());
  return spellings
    .map((variants) => {
      const df = Math.max(...variants.map(dfOf));
      const count = counts.get(variants[0]!)!;
      return { variants, df, weight: idfOf(df, index.state.docs) * ((1.9 * count) / (count + 0.9)) };
    })
    .filter(({ df }) => df > 0)
    .sort((a, b) => b.weight - a.weight || (a.variants[0]! < b.variants[0]! ? -1 : 1))
    .slice(0, maxQueryTerms);
}

function* everySlot(size: number): Generator<number> {
  for (let slot = 0; slot < size; slot += 1) yield slot;
}
