import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { isAppError } from '#app/domain/errors.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { RoomDocumentDeed } from '#app/domain/nda-input.ts';
import { openDocument } from '#app/services/nda-rooms/open-document.server.ts';
import { reachRoom } from '#app/services/nda-rooms/reach-room.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** Nothing opens by following a link: an address that is typed or fetched ahead leads to the room. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const dealId = await page(async () => (await reachRoom(ctx, rowId(args.params))).deal.id);
  return redirect(`/desk/deals/${dealId}/room`);
}

/** Opens one document of the room: its own copy, marked, never cached. */
export const action = async (args: ActionFunctionArgs) => {
  const dealId = await page(async () => rowId(args.params));
  return handleForm(args, {
    open: deed(RoomDocumentDeed, async (ctx, { documentId }) => {
      try {
        const { bytes, type, name } = await openDocument(ctx, { dealId, documentId });
        return new Response(new Uint8Array(bytes), {
          headers: {
            'content-type': type,
            'content-length': String(bytes.length),
            'content-disposition': attachmentHeader(name),
            'x-content-type-options': 'nosniff',
            'cache-control': 'private, no-store',
          },
        });
      } catch (error) {
        if (!isAppError(error) || error.code !== 'rate_limited') throw error;
        return redirect(`/desk/deals/${dealId}/room?said=rate_limited`);
      }
    }),
  });
};
