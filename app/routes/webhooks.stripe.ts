import type { ActionFunctionArgs } from '@remix-run/node';
import { hearProvider } from '#app/services/payments/hear-provider.server.ts';
import { hearWebhook, postOnly } from '#app/web/webhook.server.ts';

export const loader = postOnly;

/** The card provider's messages. */
export const action = (args: ActionFunctionArgs) =>
  hearWebhook(args, {
    mostBytes: 262_144,
    words: { heard: 'ok', ignored: 'ignored' },
    read: (ctx, headers, rawBody) => ctx.payments.parseWebhook(rawBody, headers.get('stripe-signature')),
    hear: hearProvider,
  });
