import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AnyFormInput } from '#app/domain/demand-input.ts';
import { mayReviewEvent, mayRunEvent } from '#app/domain/event-access.ts';
import {
  AnswerItemInput,
  AskItemInput,
  EventNoteInput,
  PledgeInput,
  ReopenInput,
  RepeatInput,
  RowInput,
  SessionInput,
  SpeakerInput,
} from '#app/domain/event-input.ts';
import { editableEventStates, eventMachine } from '#app/domain/event.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { acceptItem, declineItem, removeItem, withdrawItem } from '#app/services/events/answer-item.server.ts';
import { askItem } from '#app/services/events/ask-item.server.ts';
import { cancelEvent } from '#app/services/events/cancel-event.server.ts';
import { closeRegistration } from '#app/services/events/close-registration.server.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { endEvent } from '#app/services/events/end-event.server.ts';
import { publishEvent } from '#app/services/events/publish-event.server.ts';
import { reopenRegistration } from '#app/services/events/reopen-registration.server.ts';
import { repeatEvent } from '#app/services/events/repeat-event.server.ts';
import { returnEvent } from '#app/services/events/return-event.server.ts';
import { addSession, addSpeaker, removeSession, withdrawSpeaker } from '#app/services/events/save-agenda.server.ts';
import { startEvent } from '#app/services/events/start-event.server.ts';
import { submitEvent } from '#app/services/events/submit-event.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { AgendaSection } from '#app/ui/events/agenda-section.tsx';
import { EventDeeds } from '#app/ui/events/event-deeds.tsx';
import { eventTone } from '#app/ui/events/event-tone.ts';
import { ItemsSection } from '#app/ui/events/items-section.tsx';
import { outcomeDeeds } from '#app/ui/events/outcome-deeds.ts';
import { RepeatForm } from '#app/ui/events/repeat-form.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.event.title ?? '活动'} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const found = await getDeskEvent(ctx, rowId(args.params));
    const { event, roles } = found;
    return {
      ...found,
      events: allowed(eventMachine, event.state, roles).filter((word) => !outcomeDeeds.has(word)),
      key: crypto.randomUUID(),
      isOfficer: roles.includes('organizer'),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const here = redirect(`/desk/events/${id}`);
  const run =
    <Input,>(verb: (ctx: Parameters<typeof getDeskEvent>[0], input: Input) => Promise<unknown>) =>
    async (ctx: Parameters<typeof getDeskEvent>[0], input: Input) => {
      await verb(ctx, input);
      return here;
    };
  const item =
    (verb: typeof acceptItem) =>
    async (ctx: Parameters<typeof getDeskEvent>[0], input: { rowId: string; note: string }) => {
      await verb(ctx, { itemId: input.rowId, note: input.note });
      return here;
    };
  return handleForm(args, {
    submit: deed(
      AnyFormInput,
      mayRunEvent,
      run((ctx) => submitEvent(ctx, { id })),
    ),
    publish: deed(
      PledgeInput,
      mayReviewEvent,
      run((ctx, { note }: { note: string }) => publishEvent(ctx, { id, note })),
    ),
    return: deed(
      EventNoteInput,
      mayReviewEvent,
      run((ctx, { note }: { note: string }) => returnEvent(ctx, { id, note })),
    ),
    close: deed(
      AnyFormInput,
      mayRunEvent,
      run((ctx) => closeRegistration(ctx, { id })),
    ),
    reopen: deed(
      ReopenInput,
      mayRunEvent,
      run((ctx, { until }: { until: Date }) => reopenRegistration(ctx, { id, until })),
    ),
    start: deed(
      AnyFormInput,
      mayRunEvent,
      run((ctx) => startEvent(ctx, { id })),
    ),
    end: deed(
      AnyFormInput,
      mayRunEvent,
      run((ctx) => endEvent(ctx, { id })),
    ),
    cancel: deed(
      EventNoteInput,
      mayRunEvent,
      run((ctx, { note }: { note: string }) => cancelEvent(ctx, { id, note })),
    ),
    'add-session': deed(SessionInput, mayRunEvent, async (ctx, input) => {
      await addSession(ctx, { eventId: id, ...input });
      return here;
    }),
    'remove-session': deed(
      RowInput,
      mayRunEvent,
      run((ctx, { rowId: row }: { rowId: string }) => removeSession(ctx, { eventId: id, rowId: row })),
    ),
    'add-speaker': deed(SpeakerInput, mayRunEvent, async (ctx, input) => {
      await addSpeaker(ctx, { eventId: id, ...input });
      return here;
    }),
    'withdraw-speaker': deed(
      RowInput,
      mayRunEvent,
      run((ctx, { rowId: row }: { rowId: string }) => withdrawSpeaker(ctx, { eventId: id, rowId: row })),
    ),
    invite: deed(AskItemInput, mayRunEvent, async (ctx, { no, note }) => {
      await askItem(ctx, { eventId: id, no, note, isDeclared: true });
      return here;
    }),
    'accept-item': deed(AnswerItemInput, mayRunEvent, item(acceptItem)),
    'decline-item': deed(AnswerItemInput, mayRunEvent, item(declineItem)),
    'withdraw-item': deed(AnswerItemInput, mayRunEvent, item(withdrawItem)),
    'remove-item': deed(AnswerItemInput, mayRunEvent, item(removeItem)),
    repeat: deed(RepeatInput, mayRunEvent, async (ctx, { step, times, key }) => {
      await repeatEvent(ctx, { id, step, times, key });
      return redirect('/desk/events');
    }),
  });
};

export default function DeskEvent() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { event, isOfficer } = found;
  const isPublic = event.publishedAt !== null;
  const mayEdit = isOfficer && editableEventStates.includes(event.state);
  return (
    <div className="grid gap-8">
      <div>
        <Breadcrumbs items={[{ label: '活动', to: '/desk/events' }, { label: event.no }]} />
        <PageTitle
          marks={
            <StateMark tone={eventTone[event.state]} boxed>
              {labelOf(eventMachine, event.state)}
            </StateMark>
          }
          meta={
            <>
              {found.orgName} · <DateText value={event.startsAt} as="minute" /> · {event.venue || '线上'}
            </>
          }
          actions={
            <>
              {mayEdit && <ButtonLink to={`/desk/events/${event.id}/edit`}>修改</ButtonLink>}
              {isOfficer && isPublic && <ButtonLink to={`/desk/events/${event.id}/people`}>报名和签到</ButtonLink>}
              {isOfficer && isPublic && <ButtonLink to={`/desk/events/${event.id}/meetings`}>一对一洽谈</ButtonLink>}
              {isPublic && <ButtonLink to={`/desk/events/${event.id}/outcome`}>成效和报告</ButtonLink>}
              {isPublic && <ButtonLink to={`/events/${event.no}`}>公开页面</ButtonLink>}
            </>
          }
        >
          {event.title}
        </PageTitle>
        <ErrorSummary {...(reply?.errors[''] ? { message: reply.errors[''][0] ?? '' } : {})} />
        <EventDeeds event={event} events={found.events} report={found.report} reply={reply} />
      </div>
      <AgendaSection
        sessions={found.sessions}
        speakers={found.speakers}
        event={event}
        mayEdit={mayEdit}
        reply={reply}
      />
      <ItemsSection items={found.items} mayEdit={isOfficer} mayInvite={mayEdit} reply={reply} />
      {isOfficer && event.state !== 'cancelled' && <RepeatForm replayKey={found.key} reply={reply} />}
    </div>
  );
}
