import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { organisationKindLabels } from '#app/domain/access.ts';
import { codeLabel } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { allSearchTo, readAllSearch } from '#app/domain/search-all.ts';
import { findRecord } from '#app/services/platform/find-record.server.ts';
import { searchAll } from '#app/services/platform/search-all.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { achievementRowOf } from '#app/ui/achievements/achievement-row-of.ts';
import { AchievementRow } from '#app/ui/achievements/achievement-row.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { demandRowOf } from '#app/ui/demand-row-of.ts';
import { DemandRow } from '#app/ui/demand-row.tsx';
import { EventRow } from '#app/ui/events/event-row.tsx';
import { ExpertRow } from '#app/ui/expert-row.tsx';
import { NothingFound } from '#app/ui/nothing-found.tsx';
import { OrganisationRow } from '#app/ui/organisation-row.tsx';
import { SearchBox } from '#app/ui/search-box.tsx';
import { SearchPart } from '#app/ui/search-part.tsx';
import { ServiceRow } from '#app/ui/service-row.tsx';
import { SynonymLine } from '#app/ui/synonym-line.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.search.words ? `${data.search.words} · ` : ''}搜索 · 成果通` },
];

/** So many of each kind stand on the page of all; the short rows two abreast. */
const top = 3;
const topNarrow = 4;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const search = readAllSearch(new URL(args.request.url).searchParams);
  return page(async () => {
    if (search.words === '') return { search, found: null };
    const record = await findRecord(ctx, search.words);
    if (record !== null) throw redirect(record);
    const [found, lists] = await Promise.all([searchAll(ctx, search.words, search.isExact), codeLists(ctx)]);
    const { achievements, demands, experts, organisations, events, services } = found;
    const rows = search.part === 'all' ? topNarrow : Number.POSITIVE_INFINITY;
    return {
      search,
      found: {
        today: dayOf(ctx.now()),
        synonyms: found.synonyms,
        meant: achievements.didYouMean ?? demands.didYouMean ?? null,
        counts: {
          achievements: achievements.total,
          demands: demands.total,
          experts: experts.length,
          organisations: organisations.total,
          events: events.length,
          services: services.length,
        },
        isOfBest: achievements.total > achievements.hits.length,
        achievements: achievements.hits.slice(0, top).map((hit) => achievementRowOf(hit.document, hit.found, lists)),
        demands: demands.hits.slice(0, top).map((hit) => demandRowOf(hit.document, hit.found, lists)),
        experts: experts.slice(0, rows).map((expert) => ({ ...expert, found: undefined })),
        organisations: organisations.rows.slice(0, rows).map(({ kind, regionCode, ...row }) => ({
          ...row,
          kind: organisationKindLabels[kind],
          regionName: codeLabel(lists, 'region', regionCode),
        })),
        events: events.slice(0, search.part === 'all' ? top : events.length).map(({ regionCode, ...row }) => ({
          ...row,
          regionName: codeLabel(lists, 'region', regionCode),
        })),
        services: services.slice(0, rows).map(({ words: _words, ...row }) => row),
      },
    };
  });
}

export default function Search() {
  const { search, found } = useLoaderData<typeof loader>();
  const { words, part } = search;
  const query = words === '' ? '' : `?q=${encodeURIComponent(words)}`;
  const tab = (label: string, to: string, count?: number, current = false) => ({
    label,
    to,
    current,
    ...(count === undefined ? {} : { count }),
  });
  const counts = found?.counts;
  return (
    <>
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '搜索' }]} />
      <h1 className="sr-only">搜索</h1>
      <SearchBox
        action="/search"
        query={words}
        keep={part === 'all' ? [] : [['in', part]]}
        placeholder="成果、需求、专家、机构、活动、服务，或者编号"
        tabs={[
          tab('全部', allSearchTo({ words, part: 'all' }), undefined, part === 'all'),
          tab('成果', `/achievements${query}`, counts?.achievements),
          tab('需求', `/demands${query}`, counts?.demands),
          tab('专家', allSearchTo({ words, part: 'experts' }), counts?.experts, part === 'experts'),
          tab('机构', allSearchTo({ words, part: 'organisations' }), counts?.organisations, part === 'organisations'),
          tab('活动', allSearchTo({ words, part: 'events' }), counts?.events, part === 'events'),
          tab('服务', allSearchTo({ words, part: 'services' }), counts?.services, part === 'services'),
        ]}
      />
      <div className="mt-8 grid gap-10 pb-14">
        {found?.meant && (
          <p>
            你要找的是不是：
            <Link
              to={allSearchTo({ words: found.meant, part })}
              className="link inline-flex min-h-11 items-center sm:min-h-7"
            >
              {found.meant}
            </Link>
          </p>
        )}
        {found && (
          <SynonymLine
            synonyms={found.synonyms}
            isExact={search.isExact}
            to={(isExact) => allSearchTo({ words, part, isExact })}
            className="-mb-6"
          />
        )}
        {found === null ? <NothingFound title="写几个词，一次找遍成果、需求、专家、机构、活动和服务" /> : <Found />}
      </div>
    </>
  );
}

function Found() {
  const { search, found } = useLoaderData<typeof loader>();
  if (found === null) return null;
  const { words, part } = search;
  const { counts, today } = found;
  const query = `?q=${encodeURIComponent(words)}`;
  const experts = found.experts.map((row) => <ExpertRow key={row.key} row={row} />);
  const organisations = found.organisations.map((row) => <OrganisationRow key={row.id} row={row} words={words} />);
  const parts = [
    {
      id: 'achievements',
      title: `${counts.achievements.toLocaleString('en-US')} 项成果`,
      to: `/achievements${query}`,
      rows: found.achievements.map((row) => <AchievementRow key={row.id} row={row} today={today} level={3} />),
    },
    {
      id: 'demands',
      title: `${counts.demands.toLocaleString('en-US')} 项需求`,
      to: `/demands${query}`,
      rows: found.demands.map((row) => <DemandRow key={row.id} row={row} today={today} level={3} />),
    },
    {
      id: 'experts',
      // Brokers, and those who made the best of the achievements: that many are not all.
      title: `${counts.experts} 位专家${found.isOfBest ? '（经纪人，和最相符的 100 项成果的完成人）' : ''}`,
      to: allSearchTo({ words, part: 'experts' }),
      rows: experts,
    },
    {
      id: 'organisations',
      title: `${counts.organisations.toLocaleString('en-US')} 家机构${part === 'organisations' && counts.organisations > organisations.length ? `，先列 ${organisations.length} 家` : ''}`,
      to: allSearchTo({ words, part: 'organisations' }),
      rows: organisations,
    },
    {
      id: 'events',
      title: `${counts.events} 场活动`,
      to: allSearchTo({ words, part: 'events' }),
      rows: found.events.map((row) => <EventRow key={row.no} row={row} level={3} />),
    },
    {
      id: 'services',
      title: `${counts.services} 项服务`,
      to: allSearchTo({ words, part: 'services' }),
      rows: found.services.map((row) => <ServiceRow key={row.to} row={row} />),
    },
  ].filter(({ id, rows }) => rows.length > 0 && (part === 'all' || part === id));
  if (parts.length === 0) return <NothingFound title={`没有找到与「${words}」相符的内容`} isAsked />;
  return parts.map(({ id, title, to, rows }) => (
    <SearchPart
      key={id}
      id={id}
      title={title}
      to={part === 'all' ? to : null}
      isNarrow={id === 'experts' || id === 'organisations' || id === 'services'}
    >
      {rows}
    </SearchPart>
  ));
}
