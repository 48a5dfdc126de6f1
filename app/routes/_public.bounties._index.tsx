import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { bountyKindLabels, bountyKinds, bountyOriginLabels } from '#app/domain/bounty.ts';
import { bountySubsidy } from '#app/domain/bounty-subsidy.ts';
import { codeLabel } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { formatWan } from '#app/domain/money.ts';
import { bountyPhases, listPublicBounties } from '#app/services/bounties/public-queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { BountyMark } from '#app/ui/bounties/bounty-mark.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [
  { title: '揭榜挂帅 · 成果通' },
  { name: 'description', content: '企业出题、全国揭榜：指标、经费、条件和截止日期公开，不限职称、年龄和资历。' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const phase = bountyPhases.find(({ key }) => key === params.get('phase'))?.key ?? null;
    const kind = bountyKinds.find((word) => word === params.get('kind')) ?? null;
    const [rows, lists] = await Promise.all([listPublicBounties(ctx, { phase, kind }), codeLists(ctx)]);
    return {
      phase,
      kind,
      phases: bountyPhases.map(({ key, label }) => ({ key, label })),
      today: dayOf(ctx.now()),
      rows: rows.map((row) => ({
        ...row,
        region: codeLabel(lists, 'region', row.regionCode),
        subsidyFen: bountySubsidy(row.totalFen, row.ratePpm).subsidyFen,
      })),
    };
  });
}

export default function Bounties() {
  const { rows, phase, kind, phases, today } = useLoaderData<typeof loader>();
  const to = (next: { phase?: string | null; kind?: string | null }) => {
    const chosen = { phase, kind, ...next };
    const params = new URLSearchParams(
      Object.entries(chosen).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    );
    return params.size > 0 ? `/bounties?${params}` : '/bounties';
  };
  return (
    <>
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '揭榜挂帅' }]} />
      <PageTitle
        meta="企业出题，省内外高校院所揭榜；不限职称、年龄和资历。赛马：几支队伍同台，一关一关淘汰。"
        actions={<ButtonLink to="/bounties/subsidy">算一算补助</ButtonLink>}
      >
        揭榜挂帅
      </PageTitle>
      <nav aria-label="筛选" className="mb-6 flex flex-wrap gap-2">
        <ChoiceChip to={to({ phase: null })} current={phase === null}>
          全部阶段
        </ChoiceChip>
        {phases.map(({ key, label }) => (
          <ChoiceChip key={key} to={to({ phase: key })} current={phase === key}>
            {label}
          </ChoiceChip>
        ))}
        {bountyKinds.map((word) => (
          <ChoiceChip key={word} to={to({ kind: kind === word ? null : word })} current={kind === word}>
            {bountyKindLabels[word]}
          </ChoiceChip>
        ))}
      </nav>
      <SectionHead>{rows.length} 个榜单</SectionHead>
      {rows.length === 0 ? (
        <div className="py-8">
          <EmptyState title="没有相符的榜单" action={<ButtonLink to="/demands">看企业需求</ButtonLink>}>
            榜单由科技主管部门组织论证后张榜；企业的普通需求在「找需求」里。
          </EmptyState>
        </div>
      ) : (
        <ul className="mb-14">
          {rows.map((row) => (
            <li key={row.no} className="grid gap-x-8 gap-y-2 border-b border-line py-5 sm:grid-cols-[1fr_15rem]">
              <div className="min-w-0">
                <p className="flex flex-wrap gap-x-3 text-sm">
                  <BountyMark state={row.state} />
                  <span className="text-ink-soft">
                    {bountyKindLabels[row.kind]}，{bountyOriginLabels[row.origin]}
                  </span>
                </p>
                <h2>
                  <Link
                    to={`/bounties/${row.no}`}
                    className="link-quiet inline-flex min-h-11 items-center text-lg font-bold sm:min-h-8"
                  >
                    {row.title}
                  </Link>
                </h2>
                <p className="line-clamp-2 break-words">{row.summary}</p>
                <p className="mt-1 text-sm text-ink-soft">
                  {row.posterName ?? '匿名企业'} {row.isSample && <Sample />}，{row.region}
                  {row.partners > 0 && `，${row.partners} 家联合发布`}
                </p>
              </div>
              <div className="text-sm sm:text-right">
                <p className="nums text-lg font-bold">{formatWan(row.totalFen)}</p>
                <p className="text-ink-soft">总投入{row.subsidyFen > 0n && `，拟补助 ${formatWan(row.subsidyFen)}`}</p>
                {row.state === 'posted' && row.closesOn && (
                  <p>
                    截止 <Clock dueOn={row.closesOn} today={today} soonDays={7} />
                  </p>
                )}
                {row.state === 'publicity' && row.publicityUntilOn && (
                  <p>
                    公示至 <Clock dueOn={row.publicityUntilOn} today={today} />
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
