import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { organisationKindLabels } from '#app/domain/access.ts';
import { readAchievementSearch } from '#app/domain/achievement-search.ts';
import { codeLabel } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { labelOf } from '#app/domain/machine.ts';
import { replyWords } from '#app/domain/reply-record.ts';
import { tradeMachine } from '#app/domain/trade.ts';
import { searchRecords } from '#app/services/platform/search-records.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { getPublicUnit } from '#app/services/units/queries.server.ts';
import { achievementRowOf } from '#app/ui/achievements/achievement-row-of.ts';
import { AchievementRow } from '#app/ui/achievements/achievement-row.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { TrustMark } from '#app/ui/trust-mark.tsx';
import { tradeTones } from '#app/ui/trades/trade-words.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.unit.name ?? '单位'} · 成果通` },
  { name: 'description', content: data?.unit.intro ?? '' },
];

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const uscc = args.params.uscc ?? '';
    if (!/^[0-9A-Z]{18}$/.test(uscc)) throw new AppError('not_found');
    const [found, lists] = await Promise.all([getPublicUnit(ctx, uscc), codeLists(ctx)]);
    const search = { ...readAchievementSearch(new URLSearchParams()), org: found.unit.id, sort: 'confirmed' as const };
    const { hits } = await searchRecords(ctx, 'achievement', search);
    return {
      ...found,
      region: codeLabel(lists, 'region', found.unit.regionCode),
      rows: hits.slice(0, 10).map((hit) => achievementRowOf(hit.document, [], lists)),
      today: dayOf(ctx.now()),
    };
  });
}

export default function Unit() {
  const found = useLoaderData<typeof loader>();
  const { unit, rows, people, trades, today, region } = found;
  const all = `/achievements?org=${unit.id}`;
  return (
    <>
      <Breadcrumbs
        items={[{ label: '首页', to: '/' }, { label: '找成果', to: '/achievements' }, { label: unit.name }]}
      />
      <PageTitle
        marks={
          <>
            {unit.isSample && <Sample />}
            <TrustMark trust={found.trust} />
          </>
        }
        meta={`${organisationKindLabels[unit.kind]}，${region}，统一社会信用代码 ${unit.uscc}`}
      >
        {unit.name}
      </PageTitle>
      <div className="grid gap-10 pb-14">
        {unit.intro && <p className="max-w-prose whitespace-pre-line">{unit.intro}</p>}
        <FigureRow
          figures={[
            { label: '公开成果', value: `${found.achievements} 项` },
            { label: '平台挂牌', value: `${found.listed} 项` },
            { label: '在本平台许可', value: `${found.licences} 份合同`, note: '履约中和已结清的' },
            { label: '答复对接', value: replyWords(found.replies) ?? '还没有记录' },
          ]}
        />
        {trades.length > 0 && (
          <section>
            <SectionHead action={<Link to="/trades">全部挂牌交易</Link>}>正在挂牌交易</SectionHead>
            <ul>
              {trades.map((one) => (
                <li key={one.no} className="flex flex-wrap gap-x-4 border-b border-line py-3">
                  <StateMark tone={tradeTones[one.state]}>{labelOf(tradeMachine, one.state)}</StateMark>
                  <Link to={`/trades/${one.no}`} className="link">
                    {one.name}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <SectionHead note="最近确认的在前" action={<Link to={all}>全部 {found.achievements} 项</Link>}>
            成果
          </SectionHead>
          {rows.length === 0 ? (
            <EmptyState title="还没有公开的成果" action={<ButtonLink to="/achievements">看别的单位的</ButtonLink>}>
              单位发布后会显示在这里。
            </EmptyState>
          ) : (
            rows.map((row) => <AchievementRow key={row.id} row={row} today={today} level={3} />)
          )}
        </section>
        {people.length > 0 && (
          <section>
            <SectionHead note="姓名经本人同意公开">专家</SectionHead>
            <ul className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-4">
              {people.map((one) => (
                <li key={one.name}>
                  <Link to={`/experts/${unit.uscc}/${encodeURIComponent(one.name)}`} className="link font-bold">
                    {one.name}
                  </Link>
                  <span className="block text-sm text-ink-soft">
                    {one.title}，{one.works} 项成果
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}
