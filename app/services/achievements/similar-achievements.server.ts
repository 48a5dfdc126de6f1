import { tellingTerms } from '#app/domain/match-terms.ts';
import { backwardTexts } from '#app/domain/match-backward.ts';
import { similarOf } from '#app/domain/similar-achievements.ts';
import { coveragesOf } from '#app/domain/matching.ts';
import { bodyOf } from '#search/documents.ts';
import type { SearchDocument } from '#search/engine.ts';
import { loadDocuments } from '#search/load.server.ts';
import type { Context } from '../context.server.ts';

const candidateCount = 30;
const most = 3;

/** Public achievements that say much of what one of them says, with the words they share; none where nothing is near. */
export async function similarAchievements(
  ctx: Context,
  achievementId: string,
): Promise<{ readonly document: SearchDocument; readonly terms: readonly string[] }[]> {
  const [own] = await loadDocuments(ctx.db, 'achievement', [achievementId]);
  if (own === undefined) return [];
  const answer = await ctx.search.match({
    kind: 'achievement',
    text: `${own.title}\n${bodyOf(own)}`,
    limit: candidateCount,
  });
  const keyTerms = tellingTerms(answer.keyTerms);
  const texts = backwardTexts(answer, answer.candidates);
  const coverages = coveragesOf(keyTerms, answer.candidates);
  const near = similarOf(
    answer.candidates.flatMap(({ id, terms }, at) => {
      if (id === achievementId) return [];
      const held = new Set(terms.map(({ term }) => term));
      const shared = keyTerms.filter(({ term }) => held.has(term)).map(({ term }) => term);
      return [{ id, text: texts.get(id) ?? 0, coveragePpm: Math.round((coverages[at] ?? 0) * 1e6), terms: shared }];
    }),
  ).slice(0, most * 3);
  const documents = await loadDocuments(
    ctx.db,
    'achievement',
    near.map(({ id }) => id),
  );
  const known = new Map(documents.map((document) => [document.id, document]));
  const found = near.flatMap(({ id, terms }) => {
    const document = known.get(id);
    return document === undefined ? [] : [{ document, terms: terms.slice(0, 5) }];
  });
  // Of one's own unit one is enough: who reads this page finds the unit's others on its own.
  let ofOwn = 0;
  return found.filter(({ document }) => document.orgId !== own.orgId || (ofOwn += 1) <= 1).slice(0, most);
}
