import type { ActionFunctionArgs } from '@remix-run/node';
import { isAppError } from '#app/domain/errors.ts';
import { type Context, systemContext } from '#app/services/context.server.ts';
import { contextFor } from './context-for-request.server.ts';
import { readText } from './read-text.server.ts';

interface Webhook<Message> {
  readonly mostBytes: number;
  /** What the provider takes for heard: of ours, and of what is nothing of ours; it would repeat anything else. */
  readonly words: { readonly heard: string; readonly ignored: string };
  /** Reads the raw text; what it gives holds ids only, and may be logged. Throws `invalid` unless it is signed for us, `unavailable` where no such provider is set up. */
  readonly read: (ctx: Context, headers: Headers, rawBody: string) => Message;
  /** False, or `not_found`: about nothing of ours. Any other throw asks the provider to send it again. */
  readonly hear: (ctx: Context, message: Message) => Promise<boolean>;
}

const answer = (status: number, text: string) =>
  new Response(text, { status, headers: { 'content-type': 'text/plain' } });

export const postOnly = () => answer(405, 'POST only');

/** A provider's message: raw text of a bounded length, its signature, then only a hint where to look. Any number of times, in any order. */
export async function hearWebhook<Message>(
  args: ActionFunctionArgs,
  { mostBytes, words, read, hear }: Webhook<Message>,
): Promise<Response> {
  const { request } = args;
  if (request.method !== 'POST') return postOnly();
  const body = await readText(request, mostBytes);
  if (body === null) return answer(413, 'too large');
  const ctx = systemContext(await contextFor(args));
  let message: Message;
  try {
    message = read(ctx, request.headers, body);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code === 'unavailable' ? answer(404, 'not set up') : answer(400, 'not signed for this endpoint');
  }
  try {
    return answer(200, (await hear(ctx, message)) ? words.heard : words.ignored);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return answer(200, words.ignored);
    ctx.log.error({ err: error, webhook: message }, 'a message of a provider was not handled');
    return answer(503, 'try again');
  }
}
