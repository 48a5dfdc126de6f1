import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type AchievementSearch, readAchievementSearch } from '#app/domain/achievement-search.ts';
import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { budgetWords } from '#app/domain/demand-form.ts';
import { demandSearchTo } from '#app/domain/demand-search.ts';
import { filtersOn, readFacets } from '#app/domain/search-facets.ts';
import { searchDemands } from '#app/services/demands/search-demands.server.ts';
import { findRecord } from '#app/services/platform/find-record.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { DemandRow, type DemandRowData } from '#app/ui/demand-row.tsx';
import { FacetForm } from '#app/ui/facet-form.tsx';
import { foundSpans } from '#app/ui/found-spans.ts';
import { SearchList } from '#app/ui/search-list.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.search.words ? `${data.search.words} · ` : ''}找需求 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const search = readAchievementSearch(new URL(args.request.url).searchParams);
  return page(async () => {
    const record = await findRecord(ctx, search.words);
    if (record !== null) throw redirect(record);
    const [answer, lists] = await Promise.all([searchDemands(ctx, search), codeLists(ctx)]);
    return {
      search,
      today: dayOf(ctx.now()),
      total: answer.total,
      meant: answer.didYouMean ?? null,
      rows: answer.hits.map((hit) => rowOf(hit, lists)),
      facets: readFacets('demand', answer.facets, search, lists),
      payLater: answer.facets.payLater['true'] ?? 0,
      filters: filtersOn('demand', search, lists),
    };
  });
}

type Hit = Awaited<ReturnType<typeof searchDemands>>['hits'][number];

function rowOf({ document, found }: Hit, lists: CodeLists): DemandRowData {
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

const sorts = [
  ['relevance', '最相关'],
  ['confirmed', '最新发布'],
] as const;

export default function Demands() {
  const { search, today, total, meant, rows, filters, facets, payLater } = useLoaderData<typeof loader>();
  const to = (change: Partial<AchievementSearch>) => demandSearchTo(search, change);
  return (
    <SearchList
      title="找需求"
      noun="需求"
      placeholder="写出你的技术能解决什么，如：低温 厌氧 废水"
      advice="换个说法，少写几个词；登记成果后，平台会把相符的需求推到「匹配」里。"
      {...{ search, total, meant, to, filters, sorts }}
      rows={rows.map((row) => (
        <DemandRow key={row.id} row={row} today={today} level={3} />
      ))}
      facets={
        <FacetForm
          {...{ search, facets, total, to }}
          payLater={{ label: '接受先用后付', count: payLater }}
          chosen={filters.length}
        />
      }
    />
  );
}
