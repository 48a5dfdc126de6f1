import type { ActionFunctionArgs } from '@remix-run/node';
import { isAppError } from '#app/domain/errors.ts';
import { systemContext } from '#app/services/context.server.ts';
import { hearEsign } from '#app/services/esign/hear-esign.server.ts';
import type { EsignMessage } from '#app/services/esign/provider.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { readText } from '#app/web/read-text.server.ts';

const largestMessage = 65_536;
const answer = (status: number, text: string) =>
  new Response(text, { status, headers: { 'content-type': 'text/plain' } });

export const loader = () => answer(405, 'POST only');

/**
 * Messages of the e-sign provider: raw text, signature, then a job that looks at the truth. The provider waits three seconds and
 * takes an answer for heard that says `success`; what is not ours is heard too, or it would come again.
 */
export async function action(args: ActionFunctionArgs) {
  const { request } = args;
  if (request.method !== 'POST') return answer(405, 'POST only');
  const body = await readText(request, largestMessage);
  if (body === null) return answer(413, 'too large');
  const ctx = systemContext(await contextFor(args));
  let message: EsignMessage;
  try {
    message = ctx.esign.readMessage(request.headers, body);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code === 'unavailable' ? answer(404, 'not set up') : answer(400, 'not signed for this endpoint');
  }
  return answer(200, (await hearEsign(ctx, message)) ? 'success' : 'success, ignored');
}
