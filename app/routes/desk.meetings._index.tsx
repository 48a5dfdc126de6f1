import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { dayOf, formatDayCn } from '#app/domain/days.ts';
import { listMyMeetingEvents } from '#app/services/meetings/queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '我的一对一洽谈 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ events: await listMyMeetingEvents(ctx) }));
}

export default function MyMeetingEvents() {
  const { events } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>我的一对一洽谈</PageTitle>
      {events.length === 0 ? (
        <EmptyState title="还没有可以约见的活动" action={<ButtonLink to="/events">看近期活动</ButtonLink>}>
          报名有一对一洽谈的活动后，在这里约人、看日程、会后打分。
        </EmptyState>
      ) : (
        <ul className="grid gap-3">
          {events.map((event) => (
            <li key={event.id} className="rounded-lg border border-line bg-card px-5 py-4">
              <Link to={`/desk/meetings/${event.id}`} className="font-bold">
                {event.title}
              </Link>
              <p className="text-sm text-ink-soft">
                {formatDayCn(dayOf(event.startsAt))} {event.venue}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
