import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holds } from '#app/domain/access.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { formatInstant } from '#app/domain/days.ts';
import { anybody } from '#app/domain/event-access.ts';
import {
  AskMeetingInput,
  AvailabilityInput,
  DeclineMeetingInput,
  LateInput,
  OpenDealInput,
  RateInput,
  RequestInput,
} from '#app/domain/meeting-input.ts';
import { answerMeeting } from '#app/services/meetings/answer-meeting.server.ts';
import { askMeeting } from '#app/services/meetings/ask-meeting.server.ts';
import { noteLate } from '#app/services/meetings/note-meeting.server.ts';
import { openDealOfMeeting } from '#app/services/meetings/open-meeting-deal.server.ts';
import { getMyMeetings } from '#app/services/meetings/queries.server.ts';
import { rateMeeting } from '#app/services/meetings/rate-meeting.server.ts';
import { setAvailability } from '#app/services/meetings/set-availability.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { AskMeetingForm } from '#app/ui/meetings/ask-meeting-form.tsx';
import { AvailabilityForm } from '#app/ui/meetings/availability-form.tsx';
import { unmetWords } from '#app/ui/meetings/meeting-words.ts';
import { MyMeetingCard } from '#app/ui/meetings/my-meeting-card.tsx';
import { MyRequests } from '#app/ui/meetings/my-requests.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `一对一洽谈 ${data?.event.title ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ ...(await getMyMeetings(ctx, rowId(args.params))), key: crypto.randomUUID() }));
}

export const action = (args: ActionFunctionArgs) => {
  const here = `/desk/meetings/${args.params.id ?? ''}`;
  const answer =
    (word: 'accept' | 'decline' | 'withdraw') =>
    async (ctx: ActorContext, input: { requestId: string; reason?: string }) => {
      await answerMeeting(ctx, { ...input, deed: word });
      return redirect(`${here}#requests`);
    };
  return handleForm(args, {
    availability: deed(AvailabilityInput, anybody, async (ctx, input) => {
      await setAvailability(ctx, { eventId: rowId(args.params), ...input });
      return redirect(`${here}#availability`);
    }),
    ask: deed(AskMeetingInput, anybody, async (ctx, input) => {
      await askMeeting(ctx, { eventId: rowId(args.params), ...input });
      return redirect(`${here}#requests`);
    }),
    accept: deed(RequestInput, anybody, answer('accept')),
    decline: deed(DeclineMeetingInput, anybody, answer('decline')),
    withdraw: deed(RequestInput, anybody, answer('withdraw')),
    late: deed(LateInput, anybody, async (ctx, { meetingId, minutes }) => {
      await noteLate(ctx, { meetingId, minutes });
      return redirect(here);
    }),
    rate: deed(RateInput, anybody, async (ctx, input) => {
      await rateMeeting(ctx, input);
      return redirect(here);
    }),
    openDeal: deed(OpenDealInput, holds('officer'), async (ctx, input) =>
      redirect(`/desk/deals/${await openDealOfMeeting(ctx, input)}`),
    ),
  });
};

export default function MyMeetingsPage() {
  const { event, plan, isComing, mayAsk, own, slots, others, subjects, leftOut, requests, meetings, key } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle
        meta={`${formatInstant(event.startsAt)} ${event.venue}`}
        actions={
          meetings.length > 0 && (
            <ButtonLink to={`/desk/meetings/${event.id}/calendar.ics`} reloadDocument>
              加到日历
            </ButtonLink>
          )
        }
      >
        {event.title}：一对一洽谈
      </PageTitle>
      <ErrorSummary errors={reply?.errors} message={reply?.errors['']?.[0]} />
      <div className="grid gap-8">
        <section>
          <SectionHead look="plain" note={meetings.length > 0 ? `${meetings.length} 场` : undefined}>
            我的日程
          </SectionHead>
          {meetings.length === 0 ? (
            <p className="text-ink-soft">
              {leftOut === null
                ? '日程还没有排到你。先答复下面的约见和推荐；主办方发布日程后，时间和桌号会列在这里并通知你。'
                : `已发布的日程里没有你的场次：${unmetWords[leftOut]}。多选几个时段、多答复几个约见，下一版会再排。`}
            </p>
          ) : (
            <ol className="grid gap-3">
              {meetings.map((meeting) => (
                <MyMeetingCard key={meeting.id} meeting={meeting} />
              ))}
            </ol>
          )}
        </section>
        <section id="requests">
          <SectionHead look="plain" note="同意的和推荐的会排进日程">
            约见和推荐
          </SectionHead>
          {requests.length === 0 ? (
            <p className="text-ink-soft">还没有约见。{mayAsk && '在下面选一位参会人，写一句想谈什么。'}</p>
          ) : (
            <MyRequests requests={requests} />
          )}
        </section>
        <section>
          <SectionHead look="plain" note={`${formatInstant(plan.requestsEndAt)} 截止`}>
            约一位参会人
          </SectionHead>
          {mayAsk ? (
            <AskMeetingForm
              others={others}
              subjects={subjects}
              takesPart={own.takesPart}
              replayKey={key}
              reply={reply?.intent === 'ask' ? reply : undefined}
            />
          ) : (
            <p className="text-ink-soft">约见已经截止。{isComing && '还想见谁，请在现场找主办方加一场。'}</p>
          )}
        </section>
        {isComing && (
          <section id="availability">
            <SectionHead look="plain" note={`每人最多 ${plan.limit} 场`}>
              我什么时候能见
            </SectionHead>
            <AvailabilityForm own={own} slots={slots} reply={reply?.intent === 'availability' ? reply : undefined} />
          </section>
        )}
      </div>
    </>
  );
}
