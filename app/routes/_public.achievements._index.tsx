import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import {
  type AchievementSearch,
  achievementPageSize,
  achievementSearchTo,
  readAchievementSearch,
} from '#app/domain/achievement-search.ts';
import { codeLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { searchAchievements } from '#app/services/achievements/search-achievements.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { AchievementRow, type AchievementRowData } from '#app/ui/achievement-row.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FacetGroup, type FacetOption } from '#app/ui/facet-group.tsx';
import { FacetPanel } from '#app/ui/facet-panel.tsx';
import { foundSpans } from '#app/ui/found-spans.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { priceWords } from '#app/ui/price-words.ts';
import { SearchBox } from '#app/ui/search-box.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SortTabs } from '#app/ui/sort-tabs.tsx';
import { TrlFacet } from '#app/ui/trl-facet.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.search.words ? `${data.search.words} · ` : ''}找成果 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const search = readAchievementSearch(new URL(args.request.url).searchParams);
  return page(async () => {
    const [answer, lists] = await Promise.all([searchAchievements(ctx, search), codeLists(ctx)]);
    return {
      search,
      today: dayOf(ctx.now()),
      total: answer.total,
      rows: answer.hits.map((hit) => rowOf(hit, lists)),
      facets: facetsOf(answer.facets, search, lists),
      chips: chipsOf(search, lists),
    };
  });
}

type Hit = Awaited<ReturnType<typeof searchAchievements>>['hits'][number];
type Counts = Awaited<ReturnType<typeof searchAchievements>>['facets'];

function rowOf({ document, found }: Hit, lists: CodeLists): AchievementRowData {
  const { problem } = document;
  const summary = document.summary.length > 100 ? `${document.summary.slice(0, 99)}…` : document.summary;
  const marked = (text: string) => foundSpans(text, found);
  return {
    id: document.id,
    to: `/achievements/${encodeURIComponent(document.no)}`,
    title: document.title,
    titleSpans: marked(document.title),
    problem,
    problemSpans: marked(problem),
    approach: document.solution,
    approachSpans: marked(document.solution),
    summary,
    summarySpans: marked(summary),
    unitName: document.orgName,
    isSample: document.isSample,
    fieldName: codeLabel(lists, 'field', parentOf(document.fields[0] ?? '')),
    regionName: codeLabel(lists, 'region', document.regionCode),
    confirmedOn: document.confirmedOn,
    trl:
      document.trl === null
        ? null
        : { level: document.trl, assessedBy: document.trlBasis === 'third_party' ? 'third-party' : 'self' },
    price: priceWords(
      document,
      document.modes.map((mode) => codeLabel(lists, 'transfer_mode', mode)),
    ),
  };
}

const parentOf = (field: string): string => field.split('.')[0] ?? field;

/** Options of a facet: what is chosen, then what has results, most first. */
function options(
  lists: CodeLists,
  list: string,
  counts: Readonly<Record<string, number>>,
  chosen: readonly string[],
  isOffered: (code: string) => boolean = () => true,
): FacetOption[] {
  return termsOf(lists, list)
    .filter(({ code }) => chosen.includes(code) || ((counts[code] ?? 0) > 0 && isOffered(code)))
    .map(({ code, label }) => ({ value: code, label, count: counts[code] ?? 0, checked: chosen.includes(code) }))
    .sort((a, b) => Number(b.checked) - Number(a.checked) || b.count - a.count);
}

function facetsOf(counts: Counts, search: AchievementSearch, lists: CodeLists) {
  return {
    fields: options(lists, 'field', counts.fields, search.fields, (code) => !code.includes('.')),
    chains: options(lists, 'chain', counts.chains, search.chains),
    regions: options(
      lists,
      'region',
      counts.regions,
      search.regions,
      (code) => /^62(\d\d00|0171)$/.test(code) && code !== '620000',
    ),
    modes: options(lists, 'transfer_mode', counts.modes, search.modes),
    trl: Array.from({ length: 9 }, (_, at) => counts.trl[String(at + 1)] ?? 0),
    payLater: counts.payLater['true'] ?? counts.payLater['1'] ?? 0,
  };
}

function chipsOf(search: AchievementSearch, lists: CodeLists): { label: string; to: string }[] {
  const coded = (['fields', 'chains', 'regions', 'modes'] as const).flatMap((facet) =>
    search[facet].map((code) => ({
      label: codeLabel(
        lists,
        { fields: 'field', chains: 'chain', regions: 'region', modes: 'transfer_mode' }[facet],
        code,
      ),
      to: achievementSearchTo(search, { [facet]: search[facet].filter((other) => other !== code) }),
    })),
  );
  const hasTrl = search.trlFrom !== null || search.trlTo !== null;
  return [
    ...coded,
    ...(hasTrl
      ? [
          {
            label: `TRL ${search.trlFrom ?? 1} 至 ${search.trlTo ?? 9}`,
            to: achievementSearchTo(search, { trlFrom: null, trlTo: null }),
          },
        ]
      : []),
    ...(search.payLater ? [{ label: '先用后付', to: achievementSearchTo(search, { payLater: false }) }] : []),
  ];
}

const sorts = [
  ['relevance', '最相关'],
  ['confirmed', '最近确认'],
  ['trl', '成熟度高'],
  ['price', '价格低'],
] as const;

const noFilters = { fields: [], chains: [], regions: [], modes: [], trlFrom: null, trlTo: null, payLater: false };

export default function Achievements() {
  const { search, today, total, rows, chips } = useLoaderData<typeof loader>();
  const here = (change: Partial<AchievementSearch>) => achievementSearchTo(search, change);
  const words = search.words ? `?q=${encodeURIComponent(search.words)}` : '';
  return (
    <>
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '找成果' }]} />
      <h1 className="sr-only">找成果</h1>
      <SearchBox
        action="/achievements"
        query={search.words}
        placeholder="写出要解决的问题，如：马铃薯 淀粉 废水"
        tabs={[
          { label: '找成果', to: here({}), current: true, count: total },
          { label: '找需求', to: `/demands${words}`, current: false },
        ]}
      />
      <div className="mt-8 grid gap-x-6 gap-y-6 lg:grid-cols-[15.5rem_minmax(0,1fr)] lg:gap-x-10">
        <Facets />
        <section aria-labelledby="found">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b-2 border-ink pb-2">
            <h2 id="found" className="text-xl font-bold tabular-nums">
              {total.toLocaleString('en-US')} 项成果
            </h2>
            <SortTabs
              tabs={sorts
                .filter(([sort]) => sort !== 'relevance' || search.words !== '')
                .map(([sort, label]) => ({ label, to: here({ sort }), current: search.sort === sort }))}
            />
          </div>
          {chips.length > 0 && (
            <div className="flex flex-wrap items-center gap-2 border-b border-line py-3">
              {chips.map((chip) => (
                <Chip key={chip.to + chip.label} to={chip.to}>
                  {chip.label}
                </Chip>
              ))}
              <ButtonLink look="quiet" to={here(noFilters)} preventScrollReset>
                全部清除
              </ButtonLink>
            </div>
          )}
          {rows.map((row) => (
            <AchievementRow key={row.id} row={row} today={today} level={3} />
          ))}
          {rows.length === 0 ? (
            <div className="py-8">
              <Nothing
                hasFilters={chips.length > 0}
                clearTo={here(noFilters)}
                firstTo={here({})}
                isBeyond={total > 0}
              />
            </div>
          ) : (
            <Pagination
              page={search.page}
              pageSize={achievementPageSize}
              total={total}
              hrefFor={(page) => here({ page })}
            />
          )}
          <aside className="mb-14 flex flex-wrap items-center justify-between gap-4 bg-primary-tint px-6 py-5">
            <div>
              <SectionHead look="plain">没有合适的？写成需求，让院所来找你。</SectionHead>
              <p className="text-sm text-ink-soft">发布后马上能看到匹配的成果和理由。</p>
            </div>
            <ButtonLink look="primary" to="/desk/demands/new">
              发布需求
            </ButtonLink>
          </aside>
        </section>
      </div>
    </>
  );
}

interface NothingProps {
  hasFilters: boolean;
  isBeyond: boolean;
  clearTo: string;
  firstTo: string;
}

function Nothing({ hasFilters, isBeyond, clearTo, firstTo }: NothingProps) {
  if (isBeyond) return <EmptyState title="这一页没有内容" action={<ButtonLink to={firstTo}>回第一页</ButtonLink>} />;
  return (
    <EmptyState
      title="没有找到相符的成果"
      action={
        hasFilters ? (
          <ButtonLink to={clearTo}>去掉筛选条件</ButtonLink>
        ) : (
          <ButtonLink to="/achievements">看全部成果</ButtonLink>
        )
      }
    >
      {hasFilters ? '筛选条件可能太窄。' : '换个说法，少写几个词，或者直接写成需求发布。'}
    </EmptyState>
  );
}

function Facets() {
  const { search, facets, total, chips } = useLoaderData<typeof loader>();
  const keep: [string, string][] = [
    ...(search.words ? [['q', search.words] as [string, string]] : []),
    ...(search.sort !== (search.words ? 'relevance' : 'confirmed') ? [['sort', search.sort] as [string, string]] : []),
  ];
  const clear = (change: Partial<AchievementSearch>) => achievementSearchTo(search, change);
  const payLater = [{ value: '1', label: '只看先用后付', count: facets.payLater, checked: search.payLater }];
  return (
    <FacetPanel keep={keep} chosen={chips.length} total={total}>
      <FacetGroup
        name="field"
        label="领域"
        options={facets.fields}
        clearTo={clear({ fields: [] })}
        moreLabel={`全部 ${facets.fields.length} 个领域`}
      />
      <FacetGroup name="chain" label="产业链" options={facets.chains} clearTo={clear({ chains: [] })} visible={3} />
      <TrlFacet
        counts={facets.trl}
        from={search.trlFrom}
        to={search.trlTo}
        clearTo={clear({ trlFrom: null, trlTo: null })}
      />
      <FacetGroup name="payLater" label="先用后付" options={payLater} clearTo={clear({ payLater: false })} />
      <FacetGroup name="mode" label="合作方式" options={facets.modes} clearTo={clear({ modes: [] })} />
      <FacetGroup
        name="region"
        label="地区"
        options={facets.regions}
        clearTo={clear({ regions: [] })}
        visible={4}
        moreLabel={`全部 ${facets.regions.length} 个市州`}
      />
    </FacetPanel>
  );
}
