import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type AchievementSearch, readAchievementSearch } from '#app/domain/achievement-search.ts';
import { dayOf } from '#app/domain/days.ts';
import { demandSearchTo } from '#app/domain/demand-search.ts';
import { filtersOn, readFacets, relaxationsOf } from '#app/domain/search-facets.ts';
import { findRecord } from '#app/services/platform/find-record.server.ts';
import { countRecords, countRelaxed, searchRecords } from '#app/services/platform/search-records.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { demandRowOf } from '#app/ui/demand-row-of.ts';
import { DemandRow } from '#app/ui/demand-row.tsx';
import { FacetForm } from '#app/ui/facet-form.tsx';
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
    const [answer, lists, otherTotal] = await Promise.all([
      searchRecords(ctx, 'demand', search),
      codeLists(ctx),
      search.words === ''
        ? null
        : countRecords(ctx, 'achievement', readAchievementSearch(new URLSearchParams({ q: search.words }))),
    ]);
    const ways = answer.total === 0 ? relaxationsOf('demand', search, lists) : [];
    return {
      search,
      today: dayOf(ctx.now()),
      total: answer.total,
      otherTotal,
      relaxed: await countRelaxed(ctx, 'demand', search, ways),
      meant: answer.didYouMean ?? null,
      synonyms: answer.synonyms ?? [],
      rows: answer.hits.map((hit) => demandRowOf(hit.document, hit.found, lists)),
      facets: readFacets('demand', answer.facets, search, lists),
      payLater: answer.facets.payLater['true'] ?? 0,
      filters: filtersOn('demand', search, lists, answer.hits[0]?.document.orgName),
    };
  });
}

const sorts = [
  ['relevance', '最相关'],
  ['confirmed', '最新发布'],
  ['trl', '要求成熟度高'],
  ['price', '预算低'],
] as const;

export default function Demands() {
  const { search, today, total, otherTotal, meant, synonyms, relaxed, rows, filters, facets, payLater } =
    useLoaderData<typeof loader>();
  const to = (change: Partial<AchievementSearch>) => demandSearchTo(search, change);
  return (
    <SearchList
      title="找需求"
      noun="需求"
      placeholder="写出你的技术能解决什么，如：低温 厌氧 废水"
      advice="换个说法，少写几个词；登记成果后，平台会把相符的需求推到「匹配」里。"
      {...{ search, total, otherTotal, meant, synonyms, relaxed, to, filters, sorts }}
      rows={rows.map((row) => (
        <DemandRow key={row.id} row={row} today={today} level={3} />
      ))}
      facets={
        <FacetForm
          {...{ search, facets, total, to }}
          marks={[{ name: 'payLater', label: '接受先用后付', count: payLater }]}
          chosen={filters.length}
        />
      }
    />
  );
}
