import type { LoaderFunctionArgs } from '@remix-run/node';
import { calendarFile } from '#app/domain/event-calendar.ts';
import { getPublicEvent } from '#app/services/events/public-queries.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { event } = await getPublicEvent(ctx, args.params.no ?? '');
    // The way into an online room is for those who have a seat; a calendar file is passed on.
    const shown = {
      ...event,
      onlineUrl: event.mode === 'onsite' ? '' : '线上',
      isCancelled: event.state === 'cancelled',
    };
    return new Response(calendarFile(shown, `${args.context.platform.baseUrl}/events/${event.no}`), {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="${event.no}.ics"`,
        'cache-control': 'no-store',
      },
    });
  });
}
