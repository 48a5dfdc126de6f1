import type { ActionFunctionArgs } from '@remix-run/node';
import { hearEsign } from '#app/services/esign/hear-esign.server.ts';
import { hearWebhook, postOnly } from '#app/web/webhook.server.ts';

export const loader = postOnly;

/** Messages of the e-sign provider. It waits three seconds and takes an answer for heard that says `success`. */
export const action = (args: ActionFunctionArgs) =>
  hearWebhook(args, {
    mostBytes: 65_536,
    words: { heard: 'success', ignored: 'success, ignored' },
    read: (ctx, headers, rawBody) => ctx.esign.readMessage(headers, rawBody),
    hear: hearEsign,
  });
