import { Readable } from 'node:stream';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { getFile } from '#app/services/files/get-file.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { isUuid } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

/** Downloads a file, always as an attachment, for those who may have it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { id } = args.params;
    if (!isUuid(id)) throw new AppError('not_found');
    const file = await getFile(ctx, id);
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
