import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { formatInstant } from '#app/domain/days.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { AbsentInput, FixInput, LateInput, MeetingRowInput, MoveInput } from '#app/domain/meeting-input.ts';
import { fixMeeting, moveMeeting } from '#app/services/meetings/move-meeting.server.ts';
import { noteLate, noteMeeting } from '#app/services/meetings/note-meeting.server.ts';
import { getMeetingDesk } from '#app/services/meetings/queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { DayMeetingRow } from '#app/ui/meetings/day-meeting.tsx';
import { spanOf, whoWords } from '#app/ui/meetings/meeting-words.ts';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `现场日程 ${data?.event.title ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { event, people, slots, tables, meetings } = await getMeetingDesk(ctx, rowId(args.params));
    const nameOf = new Map(people.map((one) => [one.id, whoWords(one)]));
    return {
      event: { id: event.id, title: event.title, venue: event.venue, startsAt: event.startsAt },
      slots,
      tables: tables.map(({ id, label }) => ({ id, label })),
      meetings: meetings.map(({ id, state, startsAt, endsAt, table, slotId, tableId, isFixed, dealId, sides }) => ({
        id,
        state,
        startsAt,
        endsAt,
        table,
        slotId,
        tableId,
        isFixed,
        dealId,
        sides: sides.map(({ registrationId, lateMinutes, isAbsent, outcome }) => ({
          registrationId,
          lateMinutes,
          isAbsent,
          outcome,
          who: nameOf.get(registrationId) ?? '已退出的参会人',
        })),
      })),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect(`/desk/events/${args.params.id ?? ''}/meetings/day`);
  const eventId = () => rowId(args.params);
  const note = (word: 'hold' | 'cancel') => async (ctx: ActorContext, input: { meetingId: string }) => {
    await noteMeeting(ctx, { eventId: eventId(), ...input, deed: word });
    return here;
  };
  return handleForm(args, {
    hold: deed(MeetingRowInput, mayRunEvent, note('hold')),
    cancel: deed(MeetingRowInput, mayRunEvent, note('cancel')),
    miss: deed(AbsentInput, mayRunEvent, async (ctx, input) => {
      await noteMeeting(ctx, { eventId: eventId(), ...input, deed: 'miss' });
      return here;
    }),
    late: deed(LateInput, mayRunEvent, async (ctx, input) => {
      await noteLate(ctx, input);
      return here;
    }),
    move: deed(MoveInput, mayRunEvent, async (ctx, input) => {
      await moveMeeting(ctx, { eventId: eventId(), ...input });
      return here;
    }),
    fix: deed(FixInput, mayRunEvent, async (ctx, input) => {
      await fixMeeting(ctx, { eventId: eventId(), ...input });
      return here;
    }),
  });
};

export default function MeetingDay() {
  const { event, meetings, slots, tables } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const isByPerson = useSearchParams()[0].get('by') === 'person';
  const plan = `/desk/events/${event.id}/meetings`;
  return (
    <>
      <PageTitle
        meta={`${event.title} · ${formatInstant(event.startsAt)} ${event.venue}`}
        actions={
          <span className="flex flex-wrap gap-2 print:hidden">
            <ButtonLink to={plan}>安排</ButtonLink>
            <ButtonLink to={isByPerson ? '?' : '?by=person'}>
              {isByPerson ? '按时段看' : '按人看、打印个人日程'}
            </ButtonLink>
          </span>
        }
      >
        现场日程
      </PageTitle>
      <ErrorSummary errors={reply?.errors} message={reply?.errors['']?.[0]} />
      {meetings.length === 0 ? (
        <EmptyState title="还没有发布日程" action={<ButtonLink to={plan}>去安排</ButtonLink>}>
          安排并发布后，每个时段、每张桌的会面列在这里，可以打印。
        </EmptyState>
      ) : isByPerson ? (
        <ByPerson />
      ) : (
        <div className="grid gap-6">
          {[...new Set(meetings.map(({ slotId }) => slotId))].map((slotId) => {
            const own = meetings.filter((one) => one.slotId === slotId);
            return (
              <section key={slotId} className="break-inside-avoid">
                <h2 className="text-lg font-bold tabular-nums">
                  {own[0] && spanOf(own[0].startsAt, own[0].endsAt)}
                  <span className="ml-3 text-sm font-normal text-ink-soft">{own.length} 场</span>
                </h2>
                <ul className="rounded-lg border border-line bg-card px-4 py-1 sm:px-5">
                  {own.map((meeting) => (
                    <DayMeetingRow key={meeting.id} meeting={meeting} slots={slots} tables={tables} />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </>
  );
}

/** A slip for each participant, to hand out. */
function ByPerson() {
  const { meetings } = useLoaderData<typeof loader>();
  const people = new Map(
    meetings.flatMap(({ sides }) => sides.map((side) => [side.registrationId, side.who] as const)),
  );
  return (
    <div className="grid gap-6">
      {[...people]
        .sort(([, one], [, other]) => one.localeCompare(other, 'zh-CN'))
        .map(([id, who]) => (
          <section key={id} className="break-inside-avoid">
            <h2 className="text-lg font-bold">{who}</h2>
            <ul className="rounded-lg border border-line bg-card px-4 py-2 sm:px-5">
              {meetings
                .filter(({ sides }) => sides.some(({ registrationId }) => registrationId === id))
                .map((meeting) => (
                  <li key={meeting.id} className="py-1 tabular-nums">
                    <b>{spanOf(meeting.startsAt, meeting.endsAt)}</b> {meeting.table}：
                    {meeting.sides.find(({ registrationId }) => registrationId !== id)?.who}
                  </li>
                ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
