import { didYouMean } from '../did-you-mean.server.ts';
import type { SearchAnswer, SearchRequest } from '../engine.ts';
import { typedScores } from '../second-stage.ts';
import { maxLimit, maxOffset, rerankDepth } from '../settings.ts';
import { noSynonyms } from '../synonym-table.ts';
import { askedFor, decidingOf } from '../weighing.server.ts';
import { askedTerm, mustHaveAll } from './asked-term.ts';
import { firstOf, likelyOf } from './first-of.ts';
import { foundTerms } from './found-terms.ts';
import type { IndexView } from './index-view.server.ts';
import { narrow } from './narrow.ts';
import type { Scorer } from './scoring.ts';

const noScore = (): number => 0;

/**
 * What typed words find, in two stages.
 * @param mayMiss whether rows that are gone are left out; else they say that the view was overtaken
 */
export async function findIn(
  index: IndexView,
  scorer: Scorer,
  request: SearchRequest,
  mayMiss: boolean,
): Promise<SearchAnswer> {
  const offset = Math.min(maxOffset, Math.max(0, Math.trunc(request.offset)));
  const limit = Math.min(maxLimit, Math.max(0, Math.trunc(request.limit)));
  const isAsked = request.words.trim() !== '';
  const { weighed, unknown, synonyms } = await askedFor(index, request.words, request.isExact);
  const listsOf = await index.listsOf(weighed.flatMap(({ spellings }) => spellings.flat()));
  const pairCounts = isAsked ? await index.pairCounts() : null;
  index.mustBeLatest();

  // From here to the best slots nothing waits: the scorer's arrays, the columns and the fresh documents stay as they are.
  const asked = weighed.map(({ weight, spellings }) => askedTerm(weight, spellings, listsOf));
  const { columns } = index;
  const { least, terms: deciding } = decidingOf(asked);
  const candidates = scorer.run(asked, columns.size, { count: deciding.length, least });
  const { score, found } = candidates;
  const whole = asked.reduce((sum, { weight }) => sum + weight, 0);
  const { slots, facets } = narrow(columns, request.filters, isAsked ? candidates.slots : null, candidates.room);
  const orgs = request.countsOrgs && columns.countOrgs(slots);
  const total = slots.length;
  const isRanked = isAsked && request.sort === 'relevance';
  const sort = request.sort === 'relevance' && !isAsked ? 'confirmed' : request.sort;
  const isReranked = isRanked && limit > 0 && offset < rerankDepth;
  const depth = limit === 0 ? 0 : isReranked ? Math.max(rerankDepth, offset + limit) : offset + limit;
  const best = isRanked
    ? firstOf(likelyOf(slots, depth, score), depth, columns.byScore(score))
    : firstOf(slots, depth, columns.comparator(sort, noScore));
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
  const isHelped = isAsked && limit > 0 && (total === 0 || unknown.length > 0);
  const meant = isHelped ? await didYouMean(index, request.words, unknown) : null;
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
    ...(orgs && { orgs }),
    didYouMean: meant,
    synonyms,
  };
}
