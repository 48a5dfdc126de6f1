import { type LoaderFunctionArgs, json } from '@remix-run/node';
import { readSuggestQuestion } from '#app/domain/suggest-question.ts';
import { suggestWords } from '#app/services/platform/suggest-words.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

/** What the person may be about to type, for the list under the search box. Without JavaScript the box is a plain form. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const question = readSuggestQuestion(new URL(args.request.url).searchParams);
  const suggestions = await page(() => suggestWords(ctx, question));
  // The same beginning is typed again and again; what is new may wait half a minute here, not in a search.
  return json({ suggestions }, { headers: { 'cache-control': 'public, max-age=30' } });
}
