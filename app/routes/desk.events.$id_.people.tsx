import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { InviteInput, PaperListInput, RowInput, StewardInput } from '#app/domain/event-input.ts';
import { attendableEventStates, comingEventStates } from '#app/domain/event.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { decideRegistration } from '#app/services/events/answer-registration.server.ts';
import { doorKey } from '#app/services/events/check-in-at-door.server.ts';
import { checkInByOrganizer } from '#app/services/events/check-in-by-organizer.server.ts';
import { doorCount } from '#app/services/events/check-in.server.ts';
import { listConflicts } from '#app/services/events/door-queries.server.ts';
import { getDeskEvent, listAttendees } from '#app/services/events/desk-queries.server.ts';
import { enterPaperList } from '#app/services/events/enter-paper-list.server.ts';
import { inviteAttendee } from '#app/services/events/invite-attendee.server.ts';
import { addSteward, revokeSteward } from '#app/services/events/stewards.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { ConflictTable } from '#app/ui/events/conflict-table.tsx';
import { DoorSection } from '#app/ui/events/door-section.tsx';
import { InviteForm } from '#app/ui/events/invite-form.tsx';
import { PaperListForm } from '#app/ui/events/paper-list-form.tsx';
import { PeopleTable } from '#app/ui/events/people-table.tsx';
import { StewardSection } from '#app/ui/events/steward-section.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { qrPath } from '#app/web/qr-path.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `报名和签到：${data?.title ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const id = rowId(args.params);
    const params = new URL(args.request.url).searchParams;
    const words = (params.get('q') ?? '').slice(0, 40);
    const { event, rows } = await listAttendees(ctx, id, words);
    const [{ tickets, stewards }, counts, key, conflicts] = await Promise.all([
      getDeskEvent(ctx, id),
      doorCount(ctx, id),
      doorKey(ctx, id),
      listConflicts(ctx, id),
    ]);
    const link = /^[\w-]{24}$/.exec(params.get('link') ?? '')?.[0] ?? null;
    const scanner = link === null ? null : `${args.context.platform.baseUrl}/scan/${link}`;
    const door = `${args.context.platform.baseUrl}/events/${event.no}/door?k=${key}`;
    return {
      id,
      title: event.title,
      words,
      counts,
      conflicts,
      stewards,
      fresh: scanner === null ? null : { url: scanner, ...qrPath(scanner) },
      rows: rows.map(({ registration, attendee, kind }) => ({
        id: registration.id,
        state: registration.state,
        seats: registration.seats,
        checkedInAt: registration.checkedInAt,
        checkedOutAt: registration.checkedOutAt,
        reply: registration.reply,
        kind,
        name: attendee.name,
        phone: attendee.phone.replace('+86', ''),
        unit: attendee.unit,
        post: attendee.post,
        companions: attendee.companions.map(({ name }) => name),
        answers: event.questions.flatMap(({ id: question, label }) => {
          const answer = attendee.answers[question];
          return answer ? [`${label}：${answer}`] : [];
        }),
      })),
      tickets: tickets.map(({ id: ticket, kind, capacity, taken }) => ({ id: ticket, kind, free: capacity - taken })),
      door: { url: door, ...qrPath(door) },
      mayCheckIn: attendableEventStates.includes(event.state),
      isComing: comingEventStates.includes(event.state),
      startsAt: event.startsAt,
      key: crypto.randomUUID(),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const search = new URL(args.request.url).searchParams.get('q');
  const here = redirect(`/desk/events/${id}/people${search ? `?q=${encodeURIComponent(search)}` : ''}`);
  const decide =
    (word: 'approve' | 'refuse' | 'cancel') =>
    async (ctx: ActorContext, { rowId: registrationId }: { rowId: string }) => {
      await decideRegistration(ctx, { eventId: id, registrationId, deed: word });
      return here;
    };
  const check =
    (word: 'in' | 'out' | 'undo', method: 'list' | 'paper') =>
    async (ctx: ActorContext, { rowId: registrationId }: { rowId: string }) => {
      await checkInByOrganizer(ctx, { eventId: id, registrationId, deed: word, method });
      return here;
    };
  return handleForm(args, {
    approve: deed(RowInput, mayRunEvent, decide('approve')),
    refuse: deed(RowInput, mayRunEvent, decide('refuse')),
    cancel: deed(RowInput, mayRunEvent, decide('cancel')),
    'check-in': deed(RowInput, mayRunEvent, check('in', 'list')),
    'check-paper': deed(RowInput, mayRunEvent, check('in', 'paper')),
    'check-out': deed(RowInput, mayRunEvent, check('out', 'list')),
    undo: deed(RowInput, mayRunEvent, check('undo', 'list')),
    'invite-person': deed(InviteInput, mayRunEvent, async (ctx, input) => {
      await inviteAttendee(ctx, { eventId: id, ...input });
      return here;
    }),
    'add-steward': deed(StewardInput, mayRunEvent, async (ctx, input) => {
      const { link } = await addSteward(ctx, { eventId: id, ...input });
      return redirect(`/desk/events/${id}/people?link=${link}#stewards`);
    }),
    'enter-paper': deed(PaperListInput, mayRunEvent, async (ctx, input) => {
      await enterPaperList(ctx, { eventId: id, ...input });
      return here;
    }),
    'revoke-steward': deed(RowInput, mayRunEvent, async (ctx, { rowId: steward }) => {
      await revokeSteward(ctx, { eventId: id, rowId: steward });
      return here;
    }),
  });
};

export default function EventPeople() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { counts } = found;
  return (
    <div className="grid gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '活动', to: '/desk/events' },
            { label: found.title, to: `/desk/events/${found.id}` },
            { label: '报名和签到' },
          ]}
        />
        <PageTitle
          meta="断网那天照打印的签到表签名，事后补录。"
          actions={
            <>
              <ButtonLink to={`/desk/events/${found.id}/papers/sign-in`} reloadDocument>
                签到表
              </ButtonLink>
              <ButtonLink to={`/desk/events/${found.id}/papers/badges`} reloadDocument>
                胸卡
              </ButtonLink>
              <ButtonLink to={`/desk/events/${found.id}/papers/seats`} reloadDocument>
                席卡
              </ButtonLink>
            </>
          }
        >
          报名和签到
        </PageTitle>
        <ErrorSummary {...(reply?.errors[''] ? { message: reply.errors[''][0] ?? '' } : {})} />
        <FigureRow
          figures={[
            { label: '应到', value: `${counts.expected} 人` },
            { label: '已到', value: `${counts.came} 人`, swatch: 'accent' },
            { label: '在场', value: `${counts.inside} 人` },
            { label: '重复扫码', value: `${counts.conflicts} 次` },
          ]}
        />
      </div>
      <Form method="get" className="flex flex-wrap gap-2 print:hidden">
        <TextInput name="q" aria-label="按姓名、手机号、单位查找" defaultValue={found.words} className="sm:max-w-80" />
        <SubmitButton look="secondary">查找</SubmitButton>
      </Form>
      <PeopleTable rows={found.rows} mayCheckIn={found.mayCheckIn} isComing={found.isComing} />
      {found.isComing && (
        <InviteForm tickets={found.tickets} startsAt={found.startsAt} replayKey={found.key} reply={reply} />
      )}
      {found.mayCheckIn && (
        <>
          <PaperListForm startsAt={found.startsAt} reply={reply} />
          <ConflictTable rows={found.conflicts} />
          <StewardSection stewards={found.stewards} fresh={found.fresh} reply={reply} />
          <DoorSection door={found.door} />
        </>
      )}
    </div>
  );
}
