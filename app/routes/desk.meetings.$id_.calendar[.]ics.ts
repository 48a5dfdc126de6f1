import type { LoaderFunctionArgs } from '@remix-run/node';
import { meetingCalendar } from '#app/domain/meeting-calendar.ts';
import { getMyMeetings } from '#app/services/meetings/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { event, meetings } = await getMyMeetings(ctx, rowId(args.params));
    return new Response(meetingCalendar(event, meetings, ctx.now()), {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="${event.no}-meetings.ics"`,
        'cache-control': 'no-store',
      },
    });
  });
}
