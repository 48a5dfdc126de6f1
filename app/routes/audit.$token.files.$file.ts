import { Readable } from 'node:stream';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { openAuditorFile } from '#app/services/auditors/open-auditor-file.server.ts';
import { findReadingGrant } from '#app/services/auditors/reading-grant.server.ts';
import { auditorSession, auditorToken } from '#app/web/auditor-session.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { isUuid } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

/** A file of the granted contract for the auditor who is in, always as an attachment; each download is written down. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const token = auditorToken(args.params);
    const { file: id } = args.params;
    const grant = await findReadingGrant(ctx, { token, session: auditorSession(args.request) });
    if (grant === null || !isUuid(id)) throw new AppError('not_found');
    const file = await openAuditorFile(ctx, grant, id);
    const stream = await ctx.files.get(file.sha256);
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        'content-type': file.sniffedType,
        'content-length': String(file.bytes),
        'content-disposition': attachmentHeader(file.name),
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      },
    });
  });
}
