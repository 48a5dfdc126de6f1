import { LRUCache } from 'lru-cache';
import { tellingTerms } from '#app/domain/match-terms.ts';
import { backwardTexts } from '#app/domain/match-backward.ts';
import { similarOf } from '#app/domain/similar-achievements.ts';
import { coveragesOf } from '#app/domain/matching.ts';
import { bodyOf } from '#search/documents.ts';
import type { SearchDocument, SearchEngine } from '#search/engine.ts';
import { loadDocuments } from '#search/load.server.ts';
import type { Context } from '../context.server.ts';

const candidateCount = 30;
const most = 3;

interface Similar {
  readonly document: SearchDocument;
  readonly terms: readonly string[];
}

type Named = readonly { readonly id: string; readonly terms: readonly string[] }[];

/** Which ones were near a version of a record, for ten minutes; what is shown of them is read each time. */
const keptNames = new WeakMap<SearchEngine, LRUCache<string, Named>>();

function namesOf(engine: SearchEngine): LRUCache<string, Named> {
  const known = keptNames.get(engine);
  if (known !== undefined) return known;
  const names = new LRUCache<string, Named>({ max: 5_000, ttl: 600_000 });
  keptNames.set(engine, names);
  return names;
}

/**
 * Public achievements that say much of what one of them says, with the words they share; none where nothing is near. What has
 * become public in the last ten minutes may be missing beside a record that was opened before; what no longer is is never shown.
 */
export async function similarAchievements(
  ctx: Context,
  achievement: { readonly id: string; readonly versionN: number },
): Promise<readonly Similar[]> {
  const names = namesOf(ctx.search);
  const key = `${achievement.id} ${achievement.versionN}`;
  const known = names.get(key);
  if (known !== undefined) return withDocuments(ctx, known);
  const found = await findSimilar(ctx, achievement.id);
  names.set(
    key,
    found.map(({ document, terms }) => ({ id: document.id, terms })),
  );
  return found;
}

async function findSimilar(ctx: Context, achievementId: string): Promise<readonly Similar[]> {
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
  );
  const found = await withDocuments(
    ctx,
    near.slice(0, most * 3).map(({ id, terms }) => ({ id, terms: terms.slice(0, 5) })),
  );
  // Of one's own unit one is enough: who reads this page finds the unit's others on its own.
  let ofOwn = 0;
  return found.filter(({ document }) => document.orgId !== own.orgId || (ofOwn += 1) <= 1).slice(0, most);
}

/** Those of them that are public now. */
async function withDocuments(ctx: Context, named: Named): Promise<readonly Similar[]> {
  const documents = await loadDocuments(
    ctx.db,
    'achievement',
    named.map(({ id }) => id),
  );
  const known = new Map(documents.map((document) => [document.id, document]));
  return named.flatMap(({ id, terms }) => {
    const document = known.get(id);
    return document === undefined ? [] : [{ document, terms }];
  });
}
