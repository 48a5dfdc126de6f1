import { createHash } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { formatInstant } from '#app/domain/days.ts';
import { eventKindLabels } from '#app/domain/event.ts';
import { shareCard } from '#app/services/achievements/share-card.server.ts';
import { getPublicEvent } from '#app/services/events/public-queries.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

/** The picture of a shared link to an event; drawn anew only when its words change. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { event, orgName } = await getPublicEvent(ctx, args.params.no ?? '');
    const isOff = event.state === 'cancelled';
    const card = {
      title: event.title,
      unit: orgName,
      facts: [
        isOff ? '已取消' : eventKindLabels[event.kind],
        formatInstant(event.startsAt),
        event.mode === 'online' ? '线上' : event.venue.slice(0, 16),
      ],
    };
    const etag = `"${createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 24)}"`;
    const headers = { etag, 'cache-control': 'public, max-age=600' };
    if (args.request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
    const png = await shareCard(card);
    return new Response(new Uint8Array(png), { headers: { ...headers, 'content-type': 'image/png' } });
  });
}
