import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { differencesOf } from '#app/services/reviews/differences.server.ts';
import { getHistory, versionPair } from '#app/services/reviews/trail-queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { DecisionList } from '#app/ui/reviews/decision-list.tsx';
import { trailWords } from '#app/ui/reviews/trail-words.ts';
import { VersionDifferences } from '#app/ui/reviews/version-differences.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `版本与经过：${data?.row.name ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const history = await getHistory(ctx, rowId(args.params));
    const asked = Number(/^\d{1,4}$/.exec(new URL(args.request.url).searchParams.get('version') ?? '')?.[0]);
    const n = history.versions.some((version) => version.n === asked) ? asked : history.row.versionN;
    const pair = n > 1 ? await versionPair(ctx, history.row.id, n, n - 1) : null;
    return {
      ...history,
      n,
      differences: pair?.earlier ? differencesOf(pair.earlier, pair.later, await codeLists(ctx), true) : null,
    };
  });
}

export default function AchievementHistory() {
  const { row, versions, lines, decisions, n, differences } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '成果', to: '/desk/achievements' },
          { label: row.no, to: `/desk/achievements/${row.id}` },
          { label: '版本与经过' },
        ]}
      />
      <PageTitle meta={row.name}>版本与经过</PageTitle>
      <div className="grid gap-8">
        <section>
          <SectionHead look="plain">版本</SectionHead>
          <ol className="rounded-lg border border-line bg-card">
            {versions.map((version) => (
              <li key={version.n} className="border-b border-line px-4 py-3 text-sm last:border-b-0 sm:px-6">
                <Link
                  to={`?version=${version.n}`}
                  className="link inline-flex min-h-11 items-center"
                  aria-current={version.n === n ? 'true' : undefined}
                >
                  第 {version.n} 版{version.n === n && '（正在看）'}
                </Link>{' '}
                <span className="text-ink-soft">
                  {version.author}，<DateText value={version.createdAt} as="minute" />
                </span>
              </li>
            ))}
          </ol>
        </section>
        <section>
          <SectionHead look="plain">{n > 1 ? `第 ${n} 版改了什么` : '第 1 版'}</SectionHead>
          {differences === null ? (
            <p className="text-sm text-ink-soft">这是最早的一版，没有可比的内容。</p>
          ) : (
            <VersionDifferences differences={differences} />
          )}
        </section>
        <section>
          <SectionHead look="plain">审核意见</SectionHead>
          <DecisionList decisions={decisions} />
        </section>
        <section>
          <SectionHead look="plain">谁做了什么</SectionHead>
          <ol className="rounded-lg border border-line bg-card">
            {lines.map((line) => (
              <li key={line.id} className="border-b border-line px-4 py-2 text-sm last:border-b-0 sm:px-6">
                <DateText value={line.at} as="minute" /> <b>{trailWords[line.deed] ?? line.deed}</b>{' '}
                <span className="text-ink-soft">
                  {line.who ?? '平台'}
                  {line.orgName && `，${line.orgName}`}
                  {line.versionN !== null && `，第 ${line.versionN} 版`}
                </span>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </>
  );
}
