import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { publicityProgress } from '#app/domain/publicity-period.ts';
import { listPublicNotices } from '#app/services/contracts/public-notice-queries.server.ts';
import { getRuleValues } from '#app/services/reference/rule-values.server.ts';
import { PublicityMark } from '#app/ui/contract-mark.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [
  { title: '公示栏 · 成果通' },
  { name: 'description', content: '向社会公开的科技成果协议定价公示：名称、价款条款、起止日期和异议方式。' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const [notices, { publicityDays }] = await Promise.all([listPublicNotices(ctx), getRuleValues(ctx)]);
    return { notices, publicityDays, today: dayOf(ctx.now()) };
  });
}

export default function Publicities() {
  const { notices, publicityDays, today } = useLoaderData<typeof loader>();
  return (
    <div className="py-8">
      <PageTitle
        meta={`国家设立的高校院所以协议定价转化成果，公示名称和拟交易价格不少于 ${publicityDays} 日。只在本单位内公示的不在这里。`}
      >
        公示栏
      </PageTitle>
      {notices.length === 0 ? (
        <EmptyState title="现在没有向社会公开的公示">
          多数单位选择在本单位内公示，价格不对外；本单位成员登录后在“合同”里看得到。
        </EmptyState>
      ) : (
        <ul className="border-t border-line">
          {notices.map((row) => (
            <li key={row.id} className="grid gap-x-6 gap-y-1 border-b border-line py-4 sm:grid-cols-[1fr_auto]">
              <div className="min-w-0">
                <h2>
                  <Link
                    to={`/publicity/${row.id}`}
                    className="link-quiet inline-flex min-h-11 items-center text-lg font-bold sm:min-h-8"
                  >
                    {row.notice.achievement.name}
                  </Link>
                </h2>
                <p className="text-sm text-ink-soft">
                  <PartyName org={row.unit} /> 拟许可 {row.notice.licensee}
                </p>
                <p className="text-sm">{row.notice.priceTerms[1]}</p>
              </div>
              <div className="text-sm sm:text-right">
                <PublicityMark state={row.state} raised={row.raised} />
                <p className="text-ink-soft">
                  {row.state === 'running' || row.state === 'objected'
                    ? publicityProgress(row.notice, today)
                    : `${row.notice.firstOn} 至 ${row.notice.lastOn}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
