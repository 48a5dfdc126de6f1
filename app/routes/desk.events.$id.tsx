import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { editableEventStates, eventMachine } from '#app/domain/event.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { AgendaSection } from '#app/ui/events/agenda-section.tsx';
import { EventDeeds } from '#app/ui/events/event-deeds.tsx';
import { eventTone } from '#app/ui/events/event-tone.ts';
import { EvidenceSection } from '#app/ui/events/evidence-section.tsx';
import { ItemsSection } from '#app/ui/events/items-section.tsx';
import { outcomeDeeds } from '#app/ui/events/outcome-deeds.ts';
import { RepeatForm } from '#app/ui/events/repeat-form.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { eventDeeds } from '#app/web/event-deeds.server.ts';
import { handleForm } from '#app/web/form.server.ts';
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
  return handleForm(args, eventDeeds(id));
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
              {found.isOwn && (
                <ButtonLink to={`/desk/events/${event.id}/files`}>
                  材料{found.papers.length > 0 && `（${found.papers.length}）`}
                </ButtonLink>
              )}
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
        {event.state === 'review' && found.papers.length > 0 && (
          <EvidenceSection files={found.papers} mayEdit={false} mayClear={false} reply={undefined} />
        )}
        <EventDeeds event={event} events={found.events} report={found.report} reply={reply} />
      </div>
      <AgendaSection
        sessions={found.sessions}
        speakers={found.speakers}
        items={found.items.filter(({ state }) => state === 'accepted')}
        event={event}
        mayEdit={mayEdit}
        reply={reply}
      />
      <ItemsSection
        items={found.items}
        sessions={found.sessions}
        mayEdit={isOfficer}
        mayInvite={mayEdit}
        reply={reply}
      />
      {isOfficer && event.state !== 'cancelled' && <RepeatForm replayKey={found.key} reply={reply} />}
    </div>
  );
}
