import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { markedSheet } from '#app/services/imports/marked-sheet.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** The uploaded sheet with what is wrong marked in it; of one that was erased, the list of what was wrong. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const id = rowId(args.params);
    const isWhole = new URL(args.request.url).searchParams.has('all');
    const { stream, bytes, isList } = await markedSheet(ctx, { id, isWhole });
    return new Response(Readable.toWeb(stream) as WebStream<Uint8Array> as ReadableStream, {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-length': String(bytes),
        'content-disposition': isList
          ? attachmentHeader('问题清单.xlsx', 'faults.xlsx')
          : attachmentHeader('标出问题的表.xlsx', 'checked.xlsx'),
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    });
  });
}
