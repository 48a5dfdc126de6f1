import type postgres from 'postgres';
import { otherKind, searchKinds } from '#app/domain/search-kind.ts';
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
import { IndexStates } from './index-states.server.ts';
import { isSameState, KeptAnswers } from './kept-answers.ts';
import { keyTermsOf } from './key-terms.ts';
import { Overtaken, unlessOvertaken } from './overtaken.ts';
import { LiveIndex } from './postgres-index.server.ts';
import type { IndexView } from './postgres-view.server.ts';
import { rebuildIndex } from './postgres-rebuild.server.ts';
import { putDocuments, removeDocuments } from './postgres-write.server.ts';
import { joined, type Postings, together } from './postings.ts';
import { type AskedTerm, firstByScore, firstOf, foundTerms, Scorer } from './scoring.ts';
import { matchAnswer, typedScores } from './second-stage.ts';
import { maxLimit, maxOffset, rebuildLeast, rebuildMost, rebuildShare, rerankDepth } from './settings.ts';
import { suggest } from './suggest.server.ts';
import { noSynonyms, type Spelling } from './synonym-table.ts';
import type { SynonymStore } from './synonyms.server.ts';
import { cutterVersion } from './text.ts';
import { askedFor, decidingOf, statisticsOf } from './weighing.server.ts';

/** After a rebuild that another process does, or that failed, the next try waits. */
const restMs = 15_000;

export interface PostgresEngineOptions {
  /** Told when a rebuild in the background failed; searches go on without it. */
  readonly onError?: (error: unknown) => void;
}

/** The embedded engine: an inverted index kept in PostgreSQL and scored here. */
export class PostgresEngine implements SearchEngine {
  readonly name = 'postgres';
  private readonly indexes: Record<SearchKind, LiveIndex>;
  private readonly states: IndexStates;
  private readonly answers = new KeptAnswers<SearchAnswer>(({ hits }) => 1 + hits.length);
  private readonly scorer = new Scorer();
  private readonly rebuilding = new Map<SearchKind, Promise<void>>();
  private readonly restUntil = new Map<SearchKind, number>();

  constructor(
    private readonly sql: postgres.Sql,
    synonyms: SynonymStore,
    private readonly options: PostgresEngineOptions = {},
  ) {
    this.states = new IndexStates(sql);
    this.indexes = {
      achievement: new LiveIndex(sql, 'achievement', synonyms),
      demand: new LiveIndex(sql, 'demand', synonyms),
    };
  }

  search(request: SearchRequest): Promise<SearchAnswer> {
    return unlessOvertaken(async (mayMiss) => {
      const [index] = await this.synced(request.kind);
      const view = index!.view();
      const key = JSON.stringify(request);
      const known = this.answers.find(key, view.state);
      if (known) return known;
      const answer = await this.find(view, request, mayMiss);
      // Two changes while it was asked: nobody knows of which of them it tells.
      if (isSameState(index!.state, view.state)) this.answers.keep(key, view.state, answer);
      return answer;
    });
  }

  private async find(index: IndexView, request: SearchRequest, mayMiss: boolean): Promise<SearchAnswer> {
    const offset = Math.min(maxOffset, Math.max(0, Math.trunc(request.offset)));
    const limit = Math.min(maxLimit, Math.max(0, Math.trunc(request.limit)));
    const isAsked = request.words.trim() !== '';
    const { weighed, unknown, synonyms } = await askedFor(index, request.words, request.isExact);
    const listsOf = await index.listsOf(weighed.flatMap(({ spellings }) => spellings.flat()));
    const asked = weighed.map(({ weight, spellings }) => askedTerm(weight, spellings, listsOf));
    const pairCounts = isAsked ? await index.pairCounts() : null;
    index.mustBeLatest();

    // From here to the best slots nothing waits: the scorer's arrays and the columns stay as they are.
    const { columns } = index;
    const { least, terms: deciding } = decidingOf(asked);
    const candidates = this.scorer.run(asked, columns.size, { count: deciding.length, least });
    const { score, found } = candidates;
    const whole = asked.reduce((sum, { weight }) => sum + weight, 0);
    const { slots, facets } = columns.filter(request.filters, isAsked ? candidates.slots : null);
    const total = slots.length;
    const isRanked = isAsked && request.sort === 'relevance';
    const sort = request.sort === 'relevance' && !isAsked ? 'confirmed' : request.sort;
    const isReranked = isRanked && limit > 0 && offset < rerankDepth;
    const depth = limit === 0 ? 0 : isReranked ? Math.max(rerankDepth, offset + limit) : offset + limit;
    const byAll = columns.comparator(sort, (slot) => (isAsked ? score[slot]! : 0));
    const best = isRanked ? firstByScore(slots, depth, score, byAll) : firstOf(slots, depth, byAll);
    const scores = new Map(best.map((slot) => [slot, isAsked ? score[slot]! : 0]));
    const coverage = new Map(best.map((slot) => [slot, whole === 0 ? 0 : Math.min(1, found[slot]! / whole)]));
    const scoreOf = (slot: number): number => scores.get(slot) ?? 0;

    let ordered = best;
    if (isReranked) {
      const compared = await index.comparedAt(best.slice(0, rerankDepth));
      mustHaveAll(compared, best.slice(0, rerankDepth), mayMiss);
      const head = best.slice(0, rerankDepth).filter((slot) => compared.has(slot));
      const texts = typedScores(
        { words: request.words, synonyms: request.isExact ? noSynonyms : index.synonyms, docs: index.state.docs },
        pairCounts,
        head.map((slot) => ({
          wordScore: scoreOf(slot),
          coverage: coverage.get(slot)!,
          pairs: compared.get(slot)!.pairs,
        })),
      );
      const textOf = new Map(head.map((slot, at) => [slot, texts[at]!]));
      const order = columns.comparator(sort, scoreOf);
      head.sort((a, b) => textOf.get(b)! - textOf.get(a)! || order(a, b));
      ordered = [...head, ...best.slice(rerankDepth)];
    }
    const shown = ordered.slice(offset, offset + limit);
    const documents = await index.documentsAt(shown);
    mustHaveAll(documents, shown, mayMiss);
    const meant =
      isAsked && (total === 0 || unknown.length > 0) ? await didYouMean(index, request.words, unknown) : null;
    const page = shown.filter((slot) => documents.has(slot));
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
      synonyms,
    };
  }

  match(request: MatchRequest): Promise<MatchAnswer> {
    return unlessOvertaken(async (mayMiss) => {
      const [index, asking] = await this.synced(request.kind, otherKind[request.kind]);
      return this.matchIn(index!.view(), asking!.view(), request, mayMiss);
    });
  }

  private async matchIn(
    index: IndexView,
    asking: IndexView,
    request: MatchRequest,
    mayMiss: boolean,
  ): Promise<MatchAnswer> {
    const statistics = await statisticsOf(index, asking, request.text);
    const all = keyTermsOf(request.text, statistics);
    const known = all.filter(({ isKnown }) => isKnown);
    const listsOf = await index.listsOf(
      known.flatMap(({ spellings }) => spellings.flat()),
      known.length < 4 ? 'all' : 'best',
    );
    const pairCounts = await index.pairCounts();
    index.mustBeLatest();

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
    const rows = await index.comparedAt(best);
    mustHaveAll(rows, best, mayMiss);
    const found = best.flatMap((slot, at) => {
      const row = rows.get(slot);
      return row ? [{ row, score: scores.get(slot)!, terms: terms[at]! }] : [];
    });
    return matchAnswer(request.text, statistics, { all, known }, pairCounts, found);
  }

  /** What could be meant by what somebody has typed so far. */
  async suggest(request: SuggestRequest): Promise<readonly Suggestion[]> {
    return suggest(this.sql, request);
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    for (const kind of searchKinds) {
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
  async corpus(kind: SearchKind): Promise<IndexView> {
    const [index] = await this.synced(kind);
    return index!.view();
  }

  private async synced(...kinds: readonly SearchKind[]): Promise<LiveIndex[]> {
    const stateOf = await this.states.read();
    const indexes = kinds.map((kind) => this.indexes[kind]);
    await Promise.all(indexes.map((index) => index.sync(stateOf(index.kind))));
    for (const index of indexes) {
      const { docs, cutter, isRebuilding } = index.state;
      // Cut by another cutter, or left unfinished by a process that was killed.
      if ((docs > 0 && cutter !== cutterVersion) || isRebuilding) this.rebuildInBackground(index.kind);
    }
    return indexes;
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

/** A row that is gone was changed, removed or numbered anew since the state was read. */
function mustHaveAll(rows: ReadonlyMap<number, unknown>, slots: readonly number[], mayMiss: boolean): void {
  if (rows.size < slots.length && !mayMiss) throw new Overtaken();
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
