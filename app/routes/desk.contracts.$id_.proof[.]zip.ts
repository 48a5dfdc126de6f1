import type { LoaderFunctionArgs } from '@remix-run/node';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { evidenceBundle } from '#app/services/evidence/evidence-bundle.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** The evidence as a package that anybody checks offline. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { name, bytes } = await page(() => evidenceBundle(ctx, rowId(args.params)));
  return new Response(bytes, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': attachmentHeader(name),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
