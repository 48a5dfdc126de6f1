import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { attendableEventStates, comingEventStates } from '#app/domain/event.ts';
import { doorKey } from '#app/services/events/check-in-at-door.server.ts';
import { doorCount } from '#app/services/events/check-in.server.ts';
import { listConflicts } from '#app/services/events/door-queries.server.ts';
import { listAttendees, replyCounts } from '#app/services/events/attendee-queries.server.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { ConflictTable } from '#app/ui/events/conflict-table.tsx';
import { DoorSection } from '#app/ui/events/door-section.tsx';
import { InviteForm } from '#app/ui/events/invite-form.tsx';
import { WalkInForm } from '#app/ui/events/walk-in-form.tsx';
import { PaperListForm } from '#app/ui/events/paper-list-form.tsx';
import { PeopleTable } from '#app/ui/events/people-table.tsx';
import { StewardSection } from '#app/ui/events/steward-section.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Refresh } from '#app/ui/refresh.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { eventPeopleDeeds } from '#app/web/event-people-deeds.server.ts';
import { handleForm } from '#app/web/form.server.ts';
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
    const [{ tickets, stewards }, counts, key, conflicts, needs] = await Promise.all([
      getDeskEvent(ctx, id),
      doorCount(ctx, id),
      doorKey(ctx, id),
      listConflicts(ctx, id),
      replyCounts(ctx, id),
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
      needs,
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
      takesInvites: event.state === 'published' || event.state === 'registration_closed',
      isOpenDoor: event.state === 'running',
      takesWalkIns: event.state === 'running' || event.state === 'held',
      imported: /^\d{1,3}$/.exec(params.get('imported') ?? '')?.[0] ?? null,
      startsAt: event.startsAt,
      key: crypto.randomUUID(),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const search = new URL(args.request.url).searchParams.get('q');
  return handleForm(args, eventPeopleDeeds(id, search));
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
              {found.takesInvites && <ButtonLink to={`/desk/events/${found.id}/import`}>导入名单</ButtonLink>}
              <ButtonLink to={`/desk/events/${found.id}/list?as=xlsx`} reloadDocument>
                导出名单
              </ButtonLink>
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
        {found.imported && (
          <Notice kind="success" title={`${found.imported} 人已录入`} live="polite">
            每人的参会码或邀请函已发到各自的手机号。
          </Notice>
        )}
        {found.isOpenDoor && <Refresh everyMs={10_000} />}
        <FigureRow
          figures={[
            { label: '应到', value: `${counts.expected} 人` },
            { label: '已到', value: `${counts.came} 人`, swatch: 'accent' },
            { label: '在场', value: `${counts.inside} 人` },
            { label: '重复扫码', value: `${counts.conflicts} 次` },
          ]}
        />
        {found.needs.meals + found.needs.lodging > 0 && (
          <p className="mt-2 text-sm text-ink-soft">
            回执要用餐 {found.needs.meals} 人，要住宿 {found.needs.lodging} 人。
          </p>
        )}
      </div>
      <Form method="get" className="flex flex-wrap gap-2 print:hidden">
        <TextInput name="q" aria-label="按姓名、手机号、单位查找" defaultValue={found.words} className="sm:max-w-80" />
        <SubmitButton look="secondary">查找</SubmitButton>
      </Form>
      <PeopleTable rows={found.rows} mayCheckIn={found.mayCheckIn} isComing={found.isComing} />
      {found.takesInvites && (
        <InviteForm tickets={found.tickets} startsAt={found.startsAt} replayKey={found.key} reply={reply} />
      )}
      {found.takesWalkIns && <WalkInForm tickets={found.tickets} replayKey={found.key} reply={reply} />}
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
