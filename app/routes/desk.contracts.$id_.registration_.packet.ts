import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { registrationPacket } from '#app/services/registrations/registration-packet.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** The registration packet in one download, for the seller. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { name, stream } = await registrationPacket(ctx, rowId(args.params));
    return new Response(createReadableStreamFromReadable(stream), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': attachmentHeader(name),
        'cache-control': 'private, no-store',
      },
    });
  });
}
