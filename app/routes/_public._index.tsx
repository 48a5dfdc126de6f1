import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { dayOf, formatInstant } from '#app/domain/days.ts';
import { formatWan } from '#app/domain/money.ts';
import { publicFigures } from '#app/services/figures/public-figures.server.ts';
import { BriefRow } from '#app/ui/brief-row.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { remainingWords } from '#app/ui/clock.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { HomeFigures } from '#app/ui/home-figures.tsx';
import { HomeHero } from '#app/ui/home-hero.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StepPlot } from '#app/ui/step-plot.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [
  { title: '成果通 · 甘肃省科技成果转化综合服务平台' },
  { name: 'description', content: '找到能用的成果，先用，见效再付钱。' },
];

/** The picture runs to the edge of the window. */
export const handle = { isWide: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const newest = { words: '', filters: {}, sort: 'confirmed', offset: 0, limit: 4 } as const;
  return page(async () => {
    const [figures, achievements, demands] = await Promise.all([
      publicFigures(ctx),
      ctx.search.search({ kind: 'achievement', ...newest }),
      ctx.search.search({ kind: 'demand', ...newest }),
    ]);
    return {
      figures,
      at: formatInstant(figures.at),
      today: dayOf(ctx.now()),
      achievements: achievements.hits.map((hit) => hit.document),
      demands: demands.hits.map((hit) => hit.document),
    };
  });
}

export default function Home() {
  const { figures, at, today, achievements, demands } = useLoaderData<typeof loader>();
  return (
    <>
      <HomeHero />
      <div className="page">
        <HomeFigures figures={figures} at={at} />
        <section className="mt-14" aria-labelledby="pay-later">
          <SectionHead
            id="pay-later"
            action={
              <Link to="/pay-later" className="link-quiet">
                先算一笔
              </Link>
            }
          >
            先用后付，钱跟着效果走
          </SectionHead>
          <StepPlot />
          <div className="mt-6 flex flex-wrap items-center justify-between gap-4 border-t border-line pt-5">
            <p className="text-sm text-ink-soft">图中金额为示例。付款只认银行到账，平台不代收代管。</p>
            <ButtonLink to="/achievements?payLater=1" className="max-sm:w-full">
              看 {figures.payLater.toLocaleString('en-US')} 项先用后付成果
            </ButtonLink>
          </div>
        </section>
        <div className="mt-14 grid gap-x-6 gap-y-14 lg:grid-cols-2">
          <Newest title="新成果" all="全部成果" to="/achievements" empty="还没有公开的成果">
            {achievements.map((row) => (
              <BriefRow
                key={row.id}
                to={`/achievements/${row.no}`}
                title={row.title}
                aside={`${monthDay(row.confirmedOn ?? row.publishedOn)}确认`}
                text={[row.problem, row.solution].filter(Boolean).join(' → ') || row.summary}
                unitName={row.orgName}
                isSample={row.isSample}
                trl={row.trl === null ? null : { level: row.trl, assessedBy: row.trlBasis ?? 'self' }}
                {...(row.payLater ? { tag: '先用后付' } : {})}
              />
            ))}
          </Newest>
          <Newest title="新需求" all="全部需求" to="/demands" empty="还没有公开的需求">
            {demands.map((row) => (
              <BriefRow
                key={row.id}
                to={`/demands/${row.no}`}
                title={row.title}
                aside={row.validUntilOn === null ? monthDay(row.publishedOn) : remainingWords(row.validUntilOn, today)}
                text={row.problem || row.summary}
                unitName={row.orgName || '匿名企业'}
                isSample={row.isSample}
                {...(row.payLater ? { tag: '接受先用后付' } : {})}
                {...(row.priceMaxFen === null ? {} : { price: `预算至 ${formatWan(BigInt(row.priceMaxFen))}` })}
              />
            ))}
          </Newest>
        </div>
        <Starts />
      </div>
    </>
  );
}

const monthDay = (day: string): string => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`;

interface NewestProps {
  title: string;
  all: string;
  to: string;
  empty: string;
  children: ReactNode[];
}

function Newest({ title, all, to, empty, children }: NewestProps) {
  return (
    <section>
      <SectionHead
        action={
          <Link to={to} className="link-quiet">
            {all}
          </Link>
        }
      >
        {title}
      </SectionHead>
      {children.length > 0 ? (
        children
      ) : (
        <div className="mt-6">
          <EmptyState title={empty}>发布后会出现在这里。</EmptyState>
        </div>
      )}
    </section>
  );
}

const starts = [
  {
    who: '企业',
    text: '有难题就写成需求，马上看到匹配的成果和理由；也可以先试后买。',
    to: '/desk/demands/new',
    label: '发布需求',
  },
  {
    who: '高校院所',
    text: '一张表导入全部成果，5 个工作日内答复对接，公示、签约、到账、分配一路有据可查。',
    to: '/desk/achievements',
    label: '登记成果',
  },
  {
    who: '技术经纪人',
    text: '凭书面委托进洽谈室，佣金按实际到账计，做过的每一单都留下记录。',
    to: '/brokers',
    label: '看经纪人名录',
  },
];

/** One first step for each who comes. */
function Starts() {
  return (
    <section className="mt-14" aria-labelledby="starts">
      <SectionHead
        id="starts"
        action={
          <Link to="/help" className="link-quiet">
            怎么开始
          </Link>
        }
      >
        从这里开始
      </SectionHead>
      <div className="grid gap-x-6 sm:grid-cols-3">
        {starts.map(({ who, text, to, label }) => (
          <div key={who} className="flex flex-col items-start border-b border-line py-5 sm:border-0">
            <h3 className="font-bold">{who}</h3>
            <p className="mb-3 mt-1 text-ink-soft">{text}</p>
            <ButtonLink to={to} className="mt-auto">
              {label}
            </ButtonLink>
          </div>
        ))}
      </div>
    </section>
  );
}
