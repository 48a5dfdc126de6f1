import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { codeLabel } from '#app/domain/code-list.ts';
import { mayTakePart } from '#app/domain/event-access.ts';
import { eventKindLabels, eventMachine, eventModeLabels } from '#app/domain/event.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ownPhone } from '#app/services/events/own-phone.server.ts';
import { getPublicEvent } from '#app/services/events/public-queries.server.ts';
import { ticketSigner } from '#app/services/events/ticket-code.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EventAside } from '#app/ui/events/event-aside.tsx';
import { EventResults } from '#app/ui/events/event-results.tsx';
import { eventTone } from '#app/ui/events/event-tone.ts';
import { Handouts } from '#app/ui/events/handouts.tsx';
import { Agenda, ProgrammeItems } from '#app/ui/events/programme.tsx';
import { TakePartForms } from '#app/ui/events/take-part-forms.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { groupFileForm, takePartDeeds } from '#app/web/take-part-deeds.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data === undefined
    ? [{ title: '活动 · 成果通' }]
    : [
        { title: `${data.event.title} · 成果通` },
        { name: 'description', content: data.event.theme || data.event.intro.slice(0, 120) },
        { property: 'og:title', content: data.event.title },
        { property: 'og:type', content: 'event' },
        { property: 'og:image', content: `${data.origin}/events/${data.event.no}/card.png` },
      ];

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const [{ event, own, ...found }, lists, phone] = await Promise.all([
      getPublicEvent(ctx, args.params.no ?? ''),
      codeLists(ctx),
      ownPhone(ctx),
    ]);
    const { startsAt, endsAt, registrationEndsAt, questions, companionsMax, takesItems, hosts, mapUrl } = event;
    const hasSeat = own?.state === 'registered';
    return {
      event: {
        no: event.no,
        kind: event.kind,
        title: event.title,
        theme: event.theme,
        intro: event.intro,
        mode: event.mode,
        venue: event.venue,
        state: event.state,
        isSample: event.isSample,
        cancelReason: event.cancelReason,
        startsAt,
        endsAt,
        registrationEndsAt,
        questions,
        companionsMax,
        takesItems,
        hosts,
        mapUrl,
        // The way into the room is for those who have a seat.
        onlineUrl: hasSeat ? event.onlineUrl : '',
      },
      ...found,
      own: own === null ? null : { state: own.state, code: (await ticketSigner(ctx, event.id))(own) },
      now: ctx.now(),
      origin: args.context.platform.baseUrl,
      regionName: codeLabel(lists, 'region', event.regionCode),
      fields: event.fields.map((code) => codeLabel(lists, 'field', code)),
      isOpen: event.state === 'published' && registrationEndsAt > ctx.now(),
      person: ctx.actor && { name: ctx.actor.name, phone, unit: ctx.actor.org?.orgName ?? '' },
      mayTakePart: ctx.actor?.org?.verified === true && mayTakePart(ctx.actor),
      keys: { register: crypto.randomUUID(), group: crypto.randomUUID(), groupFile: crypto.randomUUID() },
      groupDone: /^[1-9]\d{0,2}$/.exec(new URL(args.request.url).searchParams.get('group') ?? '')?.[0] ?? null,
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const no = args.params.no ?? '';
  return isUpload(args.request) ? groupFileForm(args, no) : handleForm(args, takePartDeeds(no));
};

export default function EventPage() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { event, programme } = found;
  return (
    <div className="py-4 sm:py-8">
      <Breadcrumbs items={[{ label: '活动', to: '/events' }, { label: event.no }]} />
      <PageTitle
        marks={
          <>
            <StateMark tone={eventTone[event.state]} boxed>
              {labelOf(eventMachine, event.state)}
            </StateMark>
            <Tag>{eventKindLabels[event.kind]}</Tag>
            <Tag>{eventModeLabels[event.mode]}</Tag>
          </>
        }
        meta={
          <p className="flex flex-wrap gap-x-4">
            <span>
              {found.orgName} {event.isSample && <Sample />}
            </span>
            <span>{found.regionName}</span>
            {found.fields.length > 0 && <span>{found.fields.join('、')}</span>}
          </p>
        }
      >
        {event.title}
      </PageTitle>
      <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <EventAside found={found} />
        <div className="grid min-w-0 gap-8 lg:col-start-1 lg:row-start-1">
          {event.state === 'cancelled' && (
            <Notice kind="danger" title="活动已取消">
              {event.cancelReason}
            </Notice>
          )}
          {found.figures && (
            <section className="grid gap-3">
              <SectionHead note="签约按合同，到账按收款方确认">活动成效</SectionHead>
              <EventResults figures={found.figures} />
              {found.summary && <p className="whitespace-pre-line">{found.summary}</p>}
            </section>
          )}
          {found.posterMark && (
            <img
              src={`/events/${event.no}/poster?v=${found.posterMark}`}
              alt={`${event.title}海报`}
              className="w-full rounded-lg border border-line"
            />
          )}
          {(event.theme || event.intro) && (
            <section>
              <SectionHead>{event.theme || '活动介绍'}</SectionHead>
              {event.intro && <p className="mt-3 max-w-prose whitespace-pre-line">{event.intro}</p>}
            </section>
          )}
          {programme.sessions.length > 0 && (
            <section>
              <SectionHead note="嘉宾姓名经本人同意后公开">议程</SectionHead>
              <Agenda sessions={programme.sessions} items={programme.items} />
            </section>
          )}
          {programme.items.length > 0 && (
            <section>
              <SectionHead note={`${programme.items.length} 项`}>成果和需求</SectionHead>
              <ProgrammeItems no={event.no} items={programme.items} slides={found.slides} />
            </section>
          )}
          {found.handouts.length > 0 && <Handouts no={event.no} files={found.handouts} />}
          <TakePartForms found={found} reply={reply} />
        </div>
      </div>
    </div>
  );
}
