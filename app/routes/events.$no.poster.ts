import type { LoaderFunctionArgs } from '@remix-run/node';
import { posterPicture, publicFilesOf } from '#app/services/events/public-files.server.ts';
import { getPublicEvent } from '#app/services/events/public-queries.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

/** The poster of a public event. Its address carries a mark of the picture, so that it is fetched once. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { event } = await getPublicEvent(ctx, args.params.no ?? '');
    const picture = await posterPicture(ctx, (await publicFilesOf(ctx, event.id)).poster);
    return new Response(new Uint8Array(picture), {
      headers: {
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=86400',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
