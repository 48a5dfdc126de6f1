import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type AchievementSearch, achievementSearchTo, readAchievementSearch } from '#app/domain/achievement-search.ts';
import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { filtersOn, readFacets } from '#app/domain/search-facets.ts';
import { searchAchievements } from '#app/services/achievements/search-achievements.server.ts';
import { findRecord } from '#app/services/platform/find-record.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { AchievementRow, type AchievementRowData } from '#app/ui/achievement-row.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { FacetForm } from '#app/ui/facet-form.tsx';
import { foundSpans } from '#app/ui/found-spans.ts';
import { priceWords } from '#app/ui/price-words.ts';
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
    const [answer, lists] = await Promise.all([searchAchievements(ctx, search), codeLists(ctx)]);
    const { facets } = answer;
    return {
      search,
      today: dayOf(ctx.now()),
      total: answer.total,
      meant: answer.didYouMean ?? null,
      rows: answer.hits.map((hit) => rowOf(hit, lists)),
      facets: readFacets('achievement', facets, search, lists),
      trl: Array.from({ length: 9 }, (_, at) => facets.trl[String(at + 1)] ?? 0),
      payLater: facets.payLater['true'] ?? 0,
      filters: filtersOn('achievement', search, lists),
    };
  });
}

type Hit = Awaited<ReturnType<typeof searchAchievements>>['hits'][number];

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
    fieldName: codeLabel(lists, 'field', document.fields[0]?.split('.')[0] ?? ''),
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

const sorts = [
  ['relevance', '最相关'],
  ['confirmed', '最近确认'],
  ['trl', '成熟度高'],
  ['price', '价格低'],
] as const;

export default function Achievements() {
  const { search, today, total, meant, rows, filters, facets, trl, payLater } = useLoaderData<typeof loader>();
  const to = (change: Partial<AchievementSearch>) => achievementSearchTo(search, change);
  return (
    <SearchList
      title="找成果"
      noun="成果"
      placeholder="写出要解决的问题，如：马铃薯 淀粉 废水"
      advice="换个说法，少写几个词，或者直接写成需求发布。"
      {...{ search, total, meant, to, filters, sorts }}
      rows={rows.map((row) => (
        <AchievementRow key={row.id} row={row} today={today} level={3} />
      ))}
      facets={
        <FacetForm
          {...{ search, facets, trl, total, to }}
          payLater={{ label: '只看先用后付', count: payLater }}
          chosen={filters.length}
        />
      }
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
