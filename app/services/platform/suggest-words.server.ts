import type { SuggestQuestion } from '#app/domain/suggest-question.ts';
import type { Suggestion } from '#search/engine.ts';
import type { Context } from '../context.server.ts';

const most = 8;

/** Key words, organisations and titles of public records that begin as somebody types. */
export const suggestWords = (ctx: Context, question: SuggestQuestion): Promise<readonly Suggestion[]> =>
  ctx.search.suggest({ ...question, limit: most });
