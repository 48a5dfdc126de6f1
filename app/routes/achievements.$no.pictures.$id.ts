import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { drawPicture } from '#app/services/attachments/draw-picture.server.ts';
import { shownPictures } from '#app/services/attachments/pictures.server.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { recordNo } from '#app/web/row-id.server.ts';

/** A picture of a public record for a reader whose page shows it: `?size=large` to look closely. For others it does not exist. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { id } = await getPublicAchievement(ctx, recordNo(args.params));
    const found = (await shownPictures(ctx, id)).find((picture) => picture.id === args.params.id);
    if (found === undefined) throw new AppError('not_found');
    const isLarge = new URL(args.request.url).searchParams.get('size') === 'large';
    const picture = await drawPicture(ctx, found.sha256, isLarge ? 'large' : 'small');
    return new Response(new Uint8Array(picture), {
      headers: {
        'content-type': 'image/webp',
        // One that is taken away is gone within the hour; what only some may see is kept by their own browser alone.
        'cache-control': `${ctx.actor === null ? 'public' : 'private'}, max-age=3600`,
        vary: 'cookie',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
