import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type AchievementSearch, achievementPageSize, readAchievementSearch } from '#app/domain/achievement-search.ts';
import { codeLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { budgetWords } from '#app/domain/demand-form.ts';
import { demandSearchTo } from '#app/domain/demand-search.ts';
import { searchDemands } from '#app/services/demands/search-demands.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { DemandRow, type DemandRowData } from '#app/ui/demand-row.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FacetGroup, type FacetOption } from '#app/ui/facet-group.tsx';
import { FacetPanel } from '#app/ui/facet-panel.tsx';
import { foundSpans } from '#app/ui/found-spans.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { SearchBox } from '#app/ui/search-box.tsx';
import { SortTabs } from '#app/ui/sort-tabs.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.search.words ? `${data.search.words} · ` : ''}找需求 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const search = readAchievementSearch(new URL(args.request.url).searchParams);
  return page(async () => {
    const [answer, lists] = await Promise.all([searchDemands(ctx, search), codeLists(ctx)]);
    return {
      search,
      today: dayOf(ctx.now()),
      total: answer.total,
      rows: answer.hits.map((hit) => rowOf(hit, lists)),
      facets: groups.map(({ key, name, list, label, isOffered }) => ({
        key,
        name,
        label,
        options: optionsOf(lists, list, answer.facets[key], search[key], isOffered),
      })),
      payLater: answer.facets.payLater['true'] ?? answer.facets.payLater['1'] ?? 0,
      chips: chipsOf(search, lists),
    };
  });
}

type Answer = Awaited<ReturnType<typeof searchDemands>>;

const everything = () => true;
const groups = [
  { key: 'fields', name: 'field', list: 'field', label: '领域', isOffered: (code: string) => !code.includes('.') },
  { key: 'chains', name: 'chain', list: 'chain', label: '产业链', isOffered: everything },
  { key: 'modes', name: 'mode', list: 'cooperation', label: '合作方式', isOffered: everything },
  {
    key: 'regions',
    name: 'region',
    list: 'region',
    label: '地区',
    isOffered: (code: string) => /^62(\d\d00|0171)$/.test(code) && code !== '620000',
  },
] as const;

function rowOf({ document, found }: Answer['hits'][number], lists: CodeLists): DemandRowData {
  const need = document.summary || document.problem;
  return {
    id: document.id,
    to: `/demands/${encodeURIComponent(document.no)}`,
    title: document.title,
    titleSpans: foundSpans(document.title, found),
    need,
    needSpans: foundSpans(need, found),
    // An anonymous demand carries no name in its document.
    unitName: document.orgName || '匿名企业',
    isSample: document.isSample,
    fieldName: codeLabel(lists, 'field', document.fields[0]?.split('.')[0] ?? ''),
    regionName: codeLabel(lists, 'region', document.regionCode),
    mode: null,
    publishedOn: document.publishedOn,
    closesOn: document.validUntilOn,
    minTrl: document.trl,
    budget: {
      head: budgetWords(document.priceMinFen, document.priceMaxFen),
      isPayLater: document.payLater,
      lines: document.modes.slice(0, 2).map((mode) => codeLabel(lists, 'cooperation', mode)),
    },
  };
}

const optionsOf = (
  lists: CodeLists,
  list: string,
  counts: Readonly<Record<string, number>>,
  chosen: readonly string[],
  isOffered: (code: string) => boolean,
): FacetOption[] =>
  termsOf(lists, list)
    .filter(({ code }) => chosen.includes(code) || ((counts[code] ?? 0) > 0 && isOffered(code)))
    .map(({ code, label }) => ({ value: code, label, count: counts[code] ?? 0, checked: chosen.includes(code) }))
    .sort((a, b) => Number(b.checked) - Number(a.checked) || b.count - a.count);

function chipsOf(search: AchievementSearch, lists: CodeLists): { label: string; to: string }[] {
  const coded = groups.flatMap(({ key, list }) =>
    search[key].map((code) => ({
      label: codeLabel(lists, list, code),
      to: demandSearchTo(search, { [key]: search[key].filter((other) => other !== code) }),
    })),
  );
  return [
    ...coded,
    ...(search.payLater ? [{ label: '接受先用后付', to: demandSearchTo(search, { payLater: false }) }] : []),
  ];
}

const sorts = [
  ['relevance', '最相关'],
  ['confirmed', '最新发布'],
] as const;

const noFilters = { fields: [], chains: [], regions: [], modes: [], trlFrom: null, trlTo: null, payLater: false };

export default function Demands() {
  const { search, today, total, rows, chips } = useLoaderData<typeof loader>();
  const here = (change: Partial<AchievementSearch>) => demandSearchTo(search, change);
  const words = search.words ? `?q=${encodeURIComponent(search.words)}` : '';
  return (
    <>
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '找需求' }]} />
      <h1 className="sr-only">找需求</h1>
      <SearchBox
        action="/demands"
        query={search.words}
        placeholder="写出你的技术能解决什么，如：低温 厌氧 废水"
        tabs={[
          { label: '找成果', to: `/achievements${words}`, current: false },
          { label: '找需求', to: here({}), current: true, count: total },
        ]}
      />
      <div className="mt-8 grid gap-x-6 gap-y-6 lg:grid-cols-[15.5rem_minmax(0,1fr)] lg:gap-x-10">
        <Facets />
        <section aria-labelledby="found">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b-2 border-ink pb-2">
            <h2 id="found" className="text-xl font-bold tabular-nums">
              {total.toLocaleString('en-US')} 项需求
            </h2>
            {search.words !== '' && (
              <SortTabs
                tabs={sorts.map(([sort, label]) => ({ label, to: here({ sort }), current: search.sort === sort }))}
              />
            )}
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
            <DemandRow key={row.id} row={row} today={today} level={3} />
          ))}
          {rows.length > 0 ? (
            <Pagination
              page={search.page}
              pageSize={achievementPageSize}
              total={total}
              hrefFor={(page) => here({ page })}
            />
          ) : (
            <div className="py-8">
              <EmptyState
                title={total > 0 ? '这一页没有内容' : '没有找到相符的需求'}
                action={
                  <ButtonLink to={total > 0 ? here({}) : chips.length > 0 ? here(noFilters) : '/demands'}>
                    {total > 0 ? '回第一页' : chips.length > 0 ? '去掉筛选条件' : '看全部需求'}
                  </ButtonLink>
                }
              >
                {total === 0 && '换个说法，少写几个词；登记成果后，平台会把相符的需求推到「匹配」里。'}
              </EmptyState>
            </div>
          )}
        </section>
      </div>
    </>
  );
}

function Facets() {
  const { search, facets, payLater, total, chips } = useLoaderData<typeof loader>();
  const keep: [string, string][] = [
    ...(search.words ? [['q', search.words] as [string, string]] : []),
    ...(search.words && search.sort !== 'relevance' ? [['sort', search.sort] as [string, string]] : []),
  ];
  return (
    <FacetPanel keep={keep} chosen={chips.length} total={total}>
      {facets.map(({ key, name, label, options }) => (
        <FacetGroup
          key={key}
          name={name}
          label={label}
          options={options}
          clearTo={demandSearchTo(search, { [key]: [] })}
          moreLabel={`全部 ${options.length} 个`}
        />
      ))}
      <FacetGroup
        name="payLater"
        label="先用后付"
        options={[{ value: '1', label: '接受先用后付', count: payLater, checked: search.payLater }]}
        clearTo={demandSearchTo(search, { payLater: false })}
      />
    </FacetPanel>
  );
}
