import type { LoaderFunctionArgs } from '@remix-run/node';
import { calendarFile } from '#app/domain/event-calendar.ts';
import { AppError } from '#app/domain/errors.ts';
import { reachDeal } from '#app/services/deals/reach-deal.server.ts';
import { listMeetings } from '#app/services/deals/room-queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** A meeting of a deal room as a calendar file, for everybody who reads the room. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { baseUrl } = args.context.platform;
  const file = await page(async () => {
    const id = rowId(args.params);
    if ((await reachDeal(ctx, id)).as === 'invited') throw new AppError('not_found');
    const meetingId = rowId({ id: args.params.meeting });
    const meeting = (await listMeetings(ctx, id)).find((row) => row.id === meetingId);
    if (meeting === undefined || meeting.startsAt === null || meeting.endsAt === null) throw new AppError('not_found');
    const { startsAt, endsAt, title, place, updatedAt, revision, state } = meeting;
    return calendarFile(
      {
        no: meeting.id,
        title,
        venue: place,
        onlineUrl: '',
        startsAt,
        endsAt,
        updatedAt,
        versionN: revision,
        isCancelled: state === 'cancelled',
      },
      `${baseUrl}/desk/deals/${id}`,
    );
  });
  return new Response(file, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="meeting.ics"',
      'Cache-Control': 'no-store',
    },
  });
}
