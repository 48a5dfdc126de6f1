import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { getVoucher } from '#app/services/payments/receipt-queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** The bank slip of a receipt, for its two parties: as an attachment, never shown in place. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const file = await getVoucher(ctx, rowId(args.params));
    const bytes = await ctx.files.get(file.sha256);
    return new Response(createReadableStreamFromReadable(bytes), {
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
