import { Readable } from 'node:stream';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { publicFilesOf } from '#app/services/events/public-files.server.ts';
import { getPublicEvent } from '#app/services/events/public-queries.server.ts';
import { slidesFor } from '#app/services/events/slides.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

/** A handout of a public event, or slides for whom they are meant, as an attachment; what was not cleared does not exist. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { event, hasSeat } = await getPublicEvent(ctx, args.params.no ?? '');
    const { handouts } = await publicFilesOf(ctx, event.id);
    const slides = await slidesFor(ctx, event.id, hasSeat);
    const file = [...handouts, ...slides].find(({ id }) => id === args.params.file);
    if (file === undefined) throw new AppError('not_found');
    const stream = await ctx.files.get(file.sha256);
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        'content-type': file.sniffedType,
        'content-length': String(file.bytes),
        'content-disposition': attachmentHeader(file.name),
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    });
  });
}
