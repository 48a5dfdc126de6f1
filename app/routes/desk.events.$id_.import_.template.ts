import type { LoaderFunctionArgs } from '@remix-run/node';
import { attendeeHeads } from '#app/domain/attendee-list.ts';
import { eventOfficer, ownEvent } from '#app/services/events/own-event.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** The template of an attendee list, with one line that shows how. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    eventOfficer(ctx);
    await ownEvent(ctx, rowId(args.params));
    const example = ['张示例', '13800000000', '示例公司', '总工程师', '企业'];
    return tableReply(args.request, { name: 'attendees', sheet: '名单', head: attendeeHeads, rows: [example] });
  });
}
