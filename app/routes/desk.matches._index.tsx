import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { hasRole, isSupplier } from '#app/domain/access.ts';
import { budgetWords } from '#app/domain/demand-form.ts';
import { listRecentMatches } from '#app/services/matches/queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { MatchLevelMark } from '#app/ui/match-level-mark.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '匹配 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    ...(await listRecentMatches(ctx)),
    isOfficer: hasRole(ctx.actor, 'officer'),
    isSupplier: ctx.actor.org !== null && isSupplier(ctx.actor.org.kind),
  }));
}

type Found = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Matches() {
  const { wanted, offered, isOfficer, isSupplier: owns } = useLoaderData<typeof loader>();
  const hasBoth = wanted.length > 0 && offered.length > 0;
  return (
    <>
      <PageTitle>匹配</PageTitle>
      {wanted.length === 0 && offered.length === 0 && (
        <EmptyState
          title="还没有匹配"
          action={
            owns ? (
              <ButtonLink to="/desk/achievements">看本单位的成果</ButtonLink>
            ) : (
              <ButtonLink to="/desk/demands/new">写需求</ButtonLink>
            )
          }
        >
          {owns ? '公开的成果与企业新发布的需求相符时，会列在这里。' : '发布需求后马上匹配成果，结果也列在这里。'}
        </EmptyState>
      )}
      <div className="grid gap-8">
        {offered.length > 0 && (
          <section>
            <SectionHead look="plain" note={hasBoth ? undefined : '对方要的，你单位可能有'}>
              与你单位成果相符的需求
            </SectionHead>
            <Table
              caption="与本单位成果相符的需求"
              columns={offeredColumns(isOfficer)}
              rows={offered}
              rowKey={(row) => row.id}
            />
          </section>
        )}
        {wanted.length > 0 && (
          <section>
            <SectionHead look="plain">你的需求找到的成果</SectionHead>
            <Table caption="需求找到的成果" columns={wantedColumns} rows={wanted} rowKey={(row) => row.id} />
          </section>
        )}
      </div>
    </>
  );
}

const offeredColumns = (isOfficer: boolean): Column<Found['offered'][number]>[] => [
  {
    key: 'demand',
    head: '需求',
    phone: 'title',
    cell: (row) => (
      <>
        {row.isPublic ? (
          <Link to={`/demands/${row.demandNo}`} className="link">
            {row.demandTitle}
          </Link>
        ) : (
          <b>{row.demandTitle}</b>
        )}
        <span className="block text-sm text-ink-soft">
          {row.demandOrgName ?? '匿名企业'} {row.isSample && <Sample />} {!row.isPublic && '，定向推送'}
        </span>
        {!row.isPublic && <span className="block text-sm">{row.summary}</span>}
      </>
    ),
  },
  {
    key: 'achievement',
    head: '你的成果',
    phone: 'note',
    cell: (row) => (
      <Link to={`/achievements/${row.achievementNo}`} className="link-quiet">
        {row.achievementName}
      </Link>
    ),
  },
  { key: 'level', head: '程度', phone: 'state', cell: (row) => <MatchLevelMark level={row.level} /> },
  { key: 'terms', head: '同词', phone: 'note', cell: (row) => row.terms.join('、') || '—' },
  { key: 'budget', head: '预算', cell: (row) => budgetWords(row.budgetMinFen, row.budgetMaxFen) },
  {
    key: 'deed',
    head: '下一步',
    phone: 'evidence',
    cell: (row) =>
      row.dealId !== null ? (
        <Link to={`/desk/deals/${row.dealId}`} className="link-quiet">
          看洽谈
        </Link>
      ) : isOfficer ? (
        <ButtonLink
          className="whitespace-nowrap"
          to={`/desk/deals/new?achievement=${row.achievementId}&demand=${row.demandId}`}
        >
          申请对接<span className="sr-only">：{row.demandTitle}</span>
        </ButtonLink>
      ) : (
        '—'
      ),
  },
];

const wantedColumns: Column<Found['wanted'][number]>[] = [
  {
    key: 'achievement',
    head: '成果',
    phone: 'title',
    cell: (row) => (
      <Link to={`/achievements/${row.achievementNo}`} className="link">
        {row.achievementName}
      </Link>
    ),
  },
  {
    key: 'demand',
    head: '你的需求',
    phone: 'note',
    cell: (row) => (
      <Link to={`/desk/demands/${row.demandId}`} className="link-quiet">
        {row.demandTitle}
      </Link>
    ),
  },
  { key: 'level', head: '程度', phone: 'state', cell: (row) => <MatchLevelMark level={row.level} /> },
  { key: 'terms', head: '同词', phone: 'note', cell: (row) => row.terms.join('、') || '—' },
  { key: 'on', head: '匹配于', phone: 'date', cell: (row) => <DateText value={row.foundOn} /> },
];
