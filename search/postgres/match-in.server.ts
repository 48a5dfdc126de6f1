import type { MatchAnswer, MatchRequest } from '../engine.ts';
import { keyTermsOf, matchWords } from '../key-terms.ts';
import { matchAnswer } from '../second-stage.ts';
import { rerankDepth } from '../settings.ts';
import { statisticsOf } from '../weighing.server.ts';
import { askedTerm, mustHaveAll } from './asked-term.ts';
import { foundTerms } from './found-terms.ts';
import type { IndexView } from './index-view.server.ts';
import type { Scorer } from './scoring.ts';

/** What answers a whole text: the best by its key terms, for the second stage. */
export async function matchIn(
  { index, asking }: { readonly index: IndexView; readonly asking: IndexView },
  scorer: Scorer,
  request: MatchRequest,
  mayMiss: boolean,
): Promise<MatchAnswer> {
  const words = matchWords(request.text, index.synonyms);
  const statistics = await statisticsOf(index, asking, words);
  const all = keyTermsOf(words, statistics);
  const known = all.filter(({ isKnown }) => isKnown);
  const listsOf = await index.listsOf(
    known.flatMap(({ spellings }) => spellings.flat()),
    known.length < 4 ? 'all' : 'best',
  );
  const pairCounts = await index.pairCounts();
  index.mustBeLatest();

  const { columns } = index;
  const asked = known.map(({ weight, spellings }) => askedTerm(weight, spellings, listsOf));
  const { slots: best, scores } = scorer.top(
    asked,
    columns.size,
    columns.alive,
    Math.min(rerankDepth, Math.max(0, request.limit)),
    (score) => columns.byScore(score),
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
