import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { mayRunEvent, mayTakePart } from '#app/domain/event-access.ts';
import { AnswerItemInput, PresenterInput } from '#app/domain/event-input.ts';
import { eventMachine } from '#app/domain/event.ts';
import { labelOf, statesOf } from '#app/domain/machine.ts';
import { acceptItem, declineItem, withdrawItem } from '#app/services/events/answer-item.server.ts';
import { countedEvents } from '#app/services/events/counted-events.server.ts';
import { listDeskEvents } from '#app/services/events/list-desk-events.server.ts';
import { namePresenter } from '#app/services/events/place-item.server.ts';
import { ticketSigner } from '#app/services/events/ticket-code.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { AskedItems } from '#app/ui/events/asked-items.tsx';
import { OwnRegistrations } from '#app/ui/events/own-registrations.tsx';
import { eventTone } from '#app/ui/events/event-tone.ts';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '活动 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const asked = new URL(args.request.url).searchParams.get('state');
    const state = statesOf(eventMachine).find((word) => word === asked) ?? null;
    const [{ registrations, ...found }, year] = await Promise.all([listDeskEvents(ctx, state), countedEvents(ctx)]);
    const signed = [];
    for (const { ticketSerial, eventId, ...row } of registrations) {
      signed.push({ ...row, code: (await ticketSigner(ctx, eventId))({ id: row.id, ticketSerial }) });
    }
    return {
      ...found,
      year,
      registrations: signed,
      mayRun: mayRunEvent(ctx.actor),
      mayAnswer: mayTakePart(ctx.actor),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/events');
  return handleForm(args, {
    accept: deed(AnswerItemInput, mayTakePart, async (ctx, { rowId, note, pledge }) => {
      await acceptItem(ctx, { itemId: rowId, note, isDeclared: pledge === 'yes' });
      return here;
    }),
    decline: deed(AnswerItemInput, mayTakePart, async (ctx, { rowId, note }) => {
      await declineItem(ctx, { itemId: rowId, note });
      return here;
    }),
    'name-presenter': deed(PresenterInput, mayTakePart, async (ctx, { rowId: itemId, presenter, pledge }) => {
      await namePresenter(ctx, { itemId, presenter, hasConsent: pledge === 'yes' });
      return here;
    }),
    withdraw: deed(AnswerItemInput, mayTakePart, async (ctx, { rowId, note }) => {
      await withdrawItem(ctx, { itemId: rowId, note });
      return here;
    }),
  });
};

export default function DeskEvents() {
  const { own, toConfirm, asked, registrations, year, mayRun, mayAnswer } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const write = mayRun && (
    <ButtonLink look="primary" to="/desk/events/new">
      办活动
    </ButtonLink>
  );
  return (
    <div className="grid gap-8">
      <PageTitle actions={write}>活动</PageTitle>
      {year && (
        <FigureRow
          figures={[
            {
              label: `${year.year} 年计入场次`,
              value: `${year.counted} 场`,
              note: year.target === null ? '有展示、有签到、经市州确认' : `全年目标 ${year.target} 场`,
            },
            { label: '办完还没有计入', value: `${year.open} 场`, note: '待提交报告或待确认' },
          ]}
        />
      )}
      {toConfirm.length > 0 && (
        <section>
          <SectionHead look="plain" note="确认后计入年度场次">
            待确认的活动报告
          </SectionHead>
          <ul className="rounded-lg border border-line bg-card">
            {toConfirm.map((row) => (
              <li
                key={row.id}
                className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-5 py-3"
              >
                <span>
                  <b>{row.title}</b>
                  <span className="ml-3 text-sm text-ink-soft">
                    {row.orgName} <DateText value={row.startsAt} />
                  </span>
                </span>
                <ButtonLink to={`/desk/events/${row.id}`}>看报告</ButtonLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(own.length > 0 || mayRun) && (
        <Table
          caption="本单位的活动"
          columns={columns}
          rows={own}
          rowKey={(row) => row.id}
          empty={
            <EmptyState title="还没有活动" action={write}>
              写好时间、地点、名额，经保密审查后发布；报名、签到和成效都在这里。
            </EmptyState>
          }
        />
      )}
      {asked.length > 0 && <AskedItems items={asked} mayAnswer={mayAnswer} reply={reply} />}
      <OwnRegistrations rows={registrations} />
    </div>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['own'][number];

const columns: Column<Row>[] = [
  {
    key: 'title',
    head: '活动',
    phone: 'title',
    cell: (row) => (
      <Link to={`/desk/events/${row.id}`} className="link">
        {row.title}
      </Link>
    ),
  },
  { key: 'no', head: '编号', cell: (row) => <span className="nums">{row.no}</span> },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => <StateMark tone={eventTone[row.state]}>{labelOf(eventMachine, row.state)}</StateMark>,
  },
  { key: 'starts', head: '开始', phone: 'date', cell: (row) => <DateText value={row.startsAt} as="minute" /> },
  {
    key: 'seats',
    head: '占位 / 名额',
    align: 'right',
    cell: (row) => <span className="nums">{`${row.taken} / ${row.capacity}`}</span>,
  },
];
