import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type AchievementSearch, achievementSearchTo, readAchievementSearch } from '#app/domain/achievement-search.ts';
import { dayOf } from '#app/domain/days.ts';
import { filtersOn, readFacets, relaxationsOf } from '#app/domain/search-facets.ts';
import { findRecord } from '#app/services/platform/find-record.server.ts';
import { countRecords, countRelaxed, searchRecords } from '#app/services/platform/search-records.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { achievementRowOf } from '#app/ui/achievements/achievement-row-of.ts';
import { AchievementRow } from '#app/ui/achievements/achievement-row.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { FacetForm } from '#app/ui/facet-form.tsx';
import { SearchList } from '#app/ui/search-list.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.search.words ? `${data.search.words} · ` : ''}找成果 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const search = readAchievementSearch(new URL(args.request.url).searchParams);
  return page(async () => {
    const record = await findRecord(ctx, search.words);
    if (record !== null) throw redirect(record);
    const [answer, lists, otherTotal] = await Promise.all([
      searchRecords(ctx, 'achievement', search),
      codeLists(ctx),
      search.words === ''
        ? null
        : countRecords(ctx, 'demand', readAchievementSearch(new URLSearchParams({ q: search.words }))),
    ]);
    const { facets } = answer;
    const ways = answer.total === 0 ? relaxationsOf('achievement', search, lists) : [];
    return {
      search,
      today: dayOf(ctx.now()),
      total: answer.total,
      otherTotal,
      relaxed: await countRelaxed(ctx, 'achievement', search, ways),
      meant: answer.didYouMean ?? null,
      synonyms: answer.synonyms ?? [],
      rows: answer.hits.map((hit) => achievementRowOf(hit.document, hit.found, lists)),
      facets: readFacets('achievement', facets, search, lists),
      trl: Array.from({ length: 9 }, (_, at) => facets.trl[String(at + 1)] ?? 0),
      marks: (['payLater', 'listed', 'provincial'] as const).map((name) => ({
        name,
        label: markWords[name],
        count: facets[name]['true'] ?? 0,
      })),
      filters: filtersOn('achievement', search, lists, answer.hits[0]?.document.orgName),
    };
  });
}

const markWords = { payLater: '先用后付', listed: '挂牌可交易', provincial: '省级科技项目成果' } as const;

const sorts = [
  ['relevance', '最相关'],
  ['confirmed', '最近确认'],
  ['trl', '成熟度高'],
  ['price', '价格低'],
] as const;

export default function Achievements() {
  const { search, today, total, otherTotal, meant, synonyms, relaxed, rows, filters, facets, trl, marks } =
    useLoaderData<typeof loader>();
  const to = (change: Partial<AchievementSearch>) => achievementSearchTo(search, change);
  return (
    <SearchList
      title="找成果"
      noun="成果"
      placeholder="写出要解决的问题，如：马铃薯 淀粉 废水"
      exportTo={to({}).replace(/^\/achievements/, '/desk/exports')}
      advice="换个说法，少写几个词，或者直接写成需求发布。"
      {...{ search, total, otherTotal, meant, synonyms, relaxed, to, filters, sorts }}
      rows={rows.map((row) => (
        <AchievementRow key={row.id} row={row} today={today} level={3} />
      ))}
      facets={<FacetForm {...{ search, facets, trl, marks, total, to }} chosen={filters.length} />}
    >
      <aside className="mb-14 flex flex-wrap items-center justify-between gap-4 bg-primary-tint px-6 py-5">
        <div>
          <SectionHead look="plain">没有合适的？写成需求，让院所来找你。</SectionHead>
          <p className="text-sm text-ink-soft">发布后马上能看到匹配的成果和理由。</p>
        </div>
        <ButtonLink look="primary" to="/desk/demands/new">
          发布需求
        </ButtonLink>
      </aside>
    </SearchList>
  );
}
