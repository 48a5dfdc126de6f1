import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { choiceLabel, codeLabel, type CodeTerm, termsOf } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { eventKindLabels, eventKinds } from '#app/domain/event.ts';
import { eventsOfMonth, eventsPageSize, listPublicEvents } from '#app/services/events/public-queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Chip, ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { EventCalendar } from '#app/ui/events/event-calendar.tsx';
import { EventFilterForm, eventTopics } from '#app/ui/events/event-filter-form.tsx';
import { EventRow } from '#app/ui/events/event-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { pageOf } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [
  { title: '活动 · 成果通' },
  { name: 'description', content: '路演、对接沙龙、推介会：报名、议程和往期成效。' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const today = dayOf(ctx.now());
    const lists = await codeLists(ctx);
    const when: 'coming' | 'past' = params.get('when') === 'past' ? 'past' : 'coming';
    const kind = eventKinds.find((word) => word === params.get('kind')) ?? null;
    const region = /^62\d{4}$/.exec(params.get('region') ?? '')?.[0] ?? null;
    const named = (key: string, list: string) =>
      termsOf(lists, list).find(({ code }) => code === params.get(key))?.code ?? null;
    const month = /^20\d\d-(0[1-9]|1[0-2])$/.exec(params.get('month') ?? '')?.[0] ?? null;
    const topic = { kind, region, field: named('field', 'field'), chain: named('chain', 'chain') };
    const at = pageOf(params);
    const shownMonth = month ?? today.slice(0, 7);
    const [found, days] = await Promise.all([
      listPublicEvents(ctx, { when, ...topic, month, page: at }),
      eventsOfMonth(ctx, shownMonth, topic),
    ]);
    const label = (list: string, code: string | null) => (code === null ? null : choiceLabel(lists, list, code));
    const options = (list: string, isOffered: (term: CodeTerm) => boolean) =>
      termsOf(lists, list)
        .filter(isOffered)
        .map((term) => ({ value: term.code, label: choiceLabel(lists, list, term.code) }));
    return {
      rows: found.rows.map((row) => ({ ...row, regionName: codeLabel(lists, 'region', row.regionCode) })),
      total: found.total,
      days,
      shownMonth,
      today,
      filter: { when, ...topic, month },
      page: at,
      pageSize: eventsPageSize,
      names: {
        region: label('region', region),
        field: label('field', topic.field),
        chain: label('chain', topic.chain),
      },
      options: {
        region: options('region', ({ code }) => code.endsWith('00') && !code.endsWith('0000')),
        field: options('field', ({ parent }) => parent === null),
        chain: options('chain', () => true),
      },
    };
  });
}

type Filter = ReturnType<typeof useLoaderData<typeof loader>>['filter'];

export default function Events() {
  const {
    rows,
    total,
    days,
    shownMonth,
    today,
    filter,
    page: at,
    pageSize,
    names,
    options,
  } = useLoaderData<typeof loader>();
  const to = (change: Partial<Filter> & { page?: number }) => {
    const chosen = { ...filter, ...change };
    const params = new URLSearchParams();
    if (chosen.when === 'past') params.set('when', 'past');
    for (const key of ['kind', 'region', 'field', 'chain', 'month'] as const)
      if (chosen[key]) params.set(key, chosen[key]);
    if (change.page && change.page > 1) params.set('page', String(change.page));
    return `/events${params.size > 0 ? `?${params}` : ''}`;
  };
  return (
    <div className="py-8">
      <PageTitle meta="路演、对接沙龙、推介会。报名看得到余位，满了自动候补；办完公开成效。">活动</PageTitle>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <nav aria-label="筛选活动" className="flex flex-wrap gap-2">
            <ChoiceChip to={to({ when: 'coming', month: null })} current={filter.when === 'coming'}>
              近期
            </ChoiceChip>
            <ChoiceChip to={to({ when: 'past', month: null })} current={filter.when === 'past'}>
              往期
            </ChoiceChip>
            <ChoiceChip to={to({ kind: null })} current={filter.kind === null}>
              全部类型
            </ChoiceChip>
            {eventKinds.map((kind) => (
              <ChoiceChip key={kind} to={to({ kind })} current={filter.kind === kind}>
                {eventKindLabels[kind]}
              </ChoiceChip>
            ))}
          </nav>
          {(filter.month || eventTopics.some((key) => names[key])) && (
            <p className="mt-3 flex flex-wrap gap-2">
              {filter.month && <Chip to={to({ month: null })}>{filter.month}</Chip>}
              {eventTopics.map(
                (key) =>
                  names[key] && (
                    <Chip key={key} to={to({ [key]: null })}>
                      {names[key]}
                    </Chip>
                  ),
              )}
            </p>
          )}
          <p className="mt-4 border-b-2 border-ink pb-2 font-bold">共 {total} 场</p>
          {rows.map((row) => (
            <EventRow key={row.id} row={row} />
          ))}
          {rows.length === 0 && (
            <div className="mt-6">
              <EmptyState
                title="没有符合条件的活动"
                action={<ButtonLink to="/events?when=past">看往期活动</ButtonLink>}
              >
                换一个地区、领域、月份或类型再看。
              </EmptyState>
            </div>
          )}
          {total > 0 && (
            <Pagination page={at} pageSize={pageSize} total={total} hrefFor={(next) => to({ page: next })} />
          )}
        </div>
        <aside className="grid gap-4 lg:sticky lg:top-6" aria-label="按月份、地区和领域">
          <EventCalendar month={shownMonth} events={days} today={today} to={(month) => to({ month })} />
          <EventFilterForm filter={filter} options={options} />
        </aside>
      </div>
    </div>
  );
}
