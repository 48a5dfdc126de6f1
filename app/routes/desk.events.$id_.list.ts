import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportAttendees } from '#app/services/events/export-attendees.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** The attendee list as a table, for the organizer. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { event, head, rows } = await exportAttendees(ctx, rowId(args.params));
    return tableReply(args.request, { name: `${event.no}-list`, sheet: '名单', head, rows });
  });
}
