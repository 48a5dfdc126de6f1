import type { SuggestQuestion } from '#app/domain/suggest-question.ts';
import type { SearchKind, Suggestion } from '#search/engine.ts';
import type { Context } from '../context.server.ts';

const most = 8;

/** Key words, organisations and titles of public records that begin as somebody types; over all lists, turn by turn. */
export async function suggestWords(ctx: Context, { kind, typed }: SuggestQuestion): Promise<readonly Suggestion[]> {
  const from = (one: SearchKind) => ctx.search.suggest({ kind: one, typed, limit: most });
  if (kind !== null) return from(kind);
  const [achievements, demands] = await Promise.all([from('achievement'), from('demand')]);
  const turns = Array.from({ length: most }, (_, at) => [achievements[at], demands[at]]).flat();
  const texts = new Set<string>();
  return turns
    .filter((one) => one !== undefined)
    .filter(({ text }) => !texts.has(text) && texts.add(text))
    .slice(0, most);
}
