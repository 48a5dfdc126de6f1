import { codeLabel } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Context } from '#app/services/context.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { getPublicExpert } from '#app/services/units/public-expert.server.ts';
import { achievementRowOf } from '#app/ui/achievements/achievement-row-of.ts';

/** Words of his work that are shown. */
const mostWords = 12;

/** What the page of an expert shows: his work as it stands on the list, and what it is about. */
export async function expertPage(ctx: Context, key: { readonly uscc: string; readonly name: string }) {
  const [{ works, ...found }, lists] = await Promise.all([getPublicExpert(ctx, key), codeLists(ctx)]);
  return {
    ...found,
    listed: works.filter(({ isListed }) => isListed).length,
    fields: byCount(works.flatMap((work) => [...new Set(work.fields.map((code) => code.split('.')[0] ?? code))])).map(
      ({ word, n }) => ({ code: word, label: codeLabel(lists, 'field', word), n }),
    ),
    keywords: byCount(works.flatMap(({ keywords }) => [...new Set(keywords)]))
      .slice(0, mostWords)
      .map(({ word }) => word),
    rows: works.map((work) => achievementRowOf(work, [], lists)),
    isOwn: ctx.actor?.org?.orgId === found.unit.id,
    today: dayOf(ctx.now()),
  };
}

/** Words by how often they come, the most frequent first. */
function byCount(words: readonly string[]): { readonly word: string; readonly n: number }[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, n]) => ({ word, n })).sort((a, b) => b.n - a.n);
}
