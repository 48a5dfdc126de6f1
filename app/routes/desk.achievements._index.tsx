import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { hasRole, mayOwn } from '#app/domain/access.ts';
import { vagueMark } from '#app/domain/advantage.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { exportFormats } from '#app/domain/export-application.ts';
import { labelOf, statesOf } from '#app/domain/machine.ts';
import { listOwnAchievements } from '#app/services/achievements/queries.server.ts';
import { achievementTone } from '#app/ui/achievements/achievement-tone.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { formatWords } from '#app/ui/exports/export-form.tsx';
import { Freshness } from '#app/ui/freshness.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { pageOf } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '成果 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const state = statesOf(achievementMachine).find((word) => word === params.get('state')) ?? null;
    const words = (params.get('q') ?? '').trim().slice(0, 100);
    const at = pageOf(params);
    const isVague = params.get('vague') === '1';
    const isOwner = ctx.actor.org !== null && mayOwn(ctx.actor.org.kind);
    return {
      ...(await listOwnAchievements(ctx, { state, words, page: at, isVague })),
      state,
      words,
      isVague,
      page: at,
      today: dayOf(ctx.now()),
      mayCreate: isOwner && hasRole(ctx.actor, 'officer', 'inventor'),
      mayExport: isOwner && hasRole(ctx.actor, 'officer'),
      mayImport: isOwner && hasRole(ctx.actor, 'officer', 'secrecy'),
    };
  });
}

export default function OwnAchievements() {
  const {
    rows,
    counts,
    all,
    shown,
    state,
    words,
    isVague,
    vagueRows,
    page: at,
    today,
    mayCreate,
    mayImport,
    mayExport,
  } = useLoaderData<typeof loader>();
  const to = (next: { state?: string | null; page?: number; isVague?: boolean }) => {
    const params = new URLSearchParams();
    const chosen = next.state === undefined ? state : next.state;
    if (words) params.set('q', words);
    if (chosen) params.set('state', chosen);
    if (next.isVague ?? isVague) params.set('vague', '1');
    if (next.page && next.page > 1) params.set('page', String(next.page));
    return `/desk/achievements${params.size > 0 ? `?${params}` : ''}`;
  };
  const exportTo = (format: string) =>
    `/desk/achievements/export?${new URLSearchParams({ format, ...(words && { q: words }), ...(state && { state }) })}`;
  const deeds = (
    <>
      {mayCreate && (
        <ButtonLink look="primary" to="/desk/achievements/new">
          登记成果
        </ButtonLink>
      )}
      {mayImport && (
        <>
          <ButtonLink to="/desk/imports">批量导入</ButtonLink>
          <ButtonLink look="quiet" to="/desk/imports/template.xlsx" reloadDocument>
            下载导入模板
          </ButtonLink>
        </>
      )}
    </>
  );
  return (
    <>
      <PageTitle actions={deeds}>成果</PageTitle>
      <Form method="get" className="mb-3 flex max-w-form gap-2">
        {state && <input type="hidden" name="state" value={state} />}
        <TextInput name="q" aria-label="按名称或编号找" placeholder="按名称或编号找" defaultValue={words} key={words} />
        <Button type="submit">找</Button>
      </Form>
      <nav aria-label="按状态看" className="mb-4 flex flex-wrap gap-2">
        <ChoiceChip to={to({ state: null })} current={state === null} count={all}>
          全部
        </ChoiceChip>
        {statesOf(achievementMachine)
          .filter((word) => counts[word] !== undefined || word === state)
          .map((word) => (
            <ChoiceChip key={word} to={to({ state: word })} current={state === word} count={counts[word] ?? 0}>
              {labelOf(achievementMachine, word)}
            </ChoiceChip>
          ))}
        {all > 0 && (
          <ChoiceChip to={to({ isVague: !isVague })} current={isVague} {...(isVague && { count: vagueRows })}>
            {vagueMark}
          </ChoiceChip>
        )}
      </nav>
      <Table
        caption="本单位的成果"
        columns={columnsOf(today)}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={words || state || isVague ? '没有相符的成果' : '还没有成果'}
            action={mayImport ? <ButtonLink to="/desk/imports">批量导入</ButtonLink> : undefined}
          >
            {mayCreate || mayImport
              ? '可以逐项登记，也可以用模板一次导入。'
              : '本单位的经办人和成果完成人在这里登记、导入成果。'}
          </EmptyState>
        }
      />
      {shown > 0 && mayExport && (
        <p className="mt-3 flex flex-wrap items-center gap-1 text-sm text-ink-soft">
          导出这 {shown.toLocaleString('en-US')} 项，列与导入模板相同：
          {exportFormats.map((format) => (
            <ButtonLink key={format} look="quiet" to={exportTo(format)} reloadDocument>
              {formatWords[format]}
            </ButtonLink>
          ))}
        </p>
      )}
      {shown > 0 && <Pagination page={at} pageSize={30} total={shown} hrefFor={(next) => to({ page: next })} />}
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columnsOf = (today: Day): Column<Row>[] => [
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/achievements/${row.id}`} className="link">
          {row.name}
        </Link>
        {row.isVague && (
          <span className="block">
            <Tag tone="neutral">{vagueMark}</Tag>
          </span>
        )}
      </>
    ),
  },
  { key: 'no', head: '编号', cell: (row) => <span className="nums">{row.no}</span> },
  { key: 'trl', head: '成熟度', cell: (row) => (row.trl === null ? '—' : `TRL ${row.trl}`) },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => <StateMark tone={achievementTone[row.state]}>{labelOf(achievementMachine, row.state)}</StateMark>,
  },
  {
    key: 'confirmed',
    head: '最近确认',
    cell: (row) => (row.state === 'published' ? <Freshness confirmedOn={row.confirmedOn} today={today} /> : '—'),
  },
  { key: 'updated', head: '更新', phone: 'date', cell: (row) => <DateText value={row.updatedAt} /> },
];
