import type { ActionFunctionArgs } from '@remix-run/node';
import { isAppError } from '#app/domain/errors.ts';
import { systemContext } from '#app/services/context.server.ts';
import type { WebhookMessage } from '#app/services/payments/gateway.server.ts';
import { hearProvider } from '#app/services/payments/hear-provider.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { readText } from '#app/web/read-text.server.ts';

const largestMessage = 262_144;
const answer = (status: number, text: string) =>
  new Response(text, { status, headers: { 'content-type': 'text/plain' } });

export const loader = () => answer(405, 'POST only');

/** The card provider's messages: raw text, signature, then only a hint where to look. Any number of times, in any order. */
export async function action(args: ActionFunctionArgs) {
  const { request } = args;
  if (request.method !== 'POST') return answer(405, 'POST only');
  const body = await readText(request, largestMessage);
  if (body === null) return answer(413, 'too large');
  const ctx = systemContext(await contextFor(args));
  let message: WebhookMessage;
  try {
    message = ctx.payments.parseWebhook(body, request.headers.get('stripe-signature'));
  } catch (error) {
    if (isAppError(error)) return answer(400, 'not signed for this endpoint');
    throw error;
  }
  try {
    return answer(200, (await hearProvider(ctx, message)) ? 'ok' : 'ignored');
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return answer(200, 'ignored');
    // The provider repeats what is not answered with success.
    ctx.log.error({ err: error, eventId: message.eventId }, 'payment event was not handled');
    return answer(503, 'try again');
  }
}
