import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { dayOf, formatInstant } from '#app/domain/days.ts';
import { formatWan } from '#app/domain/money.ts';
import { publicFigures } from '#app/services/figures/public-figures.server.ts';
import { BriefRow } from '#app/ui/brief-row.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { CaissonArt } from '#app/ui/caisson-art.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FigureCard } from '#app/ui/figure-card.tsx';
import { SearchBox } from '#app/ui/search-box.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StackBar } from '#app/ui/stack-bar.tsx';
import { StepPlot } from '#app/ui/step-plot.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [
  { title: '成果通 · 甘肃省科技成果转化综合服务平台' },
  { name: 'description', content: '找到能用的成果，先用，见效再付钱。' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const newest = { words: '', filters: {}, sort: 'relevance', offset: 0, limit: 4 } as const;
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

const often = ['马铃薯 淀粉 废水', '黄芪 切制', '镍钴 回收', '牦牛乳'];

export default function Home() {
  const { figures, at, achievements, demands } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="-mx-4 overflow-hidden border-b border-line sm:-mx-6">
        <div className="grid items-center gap-8 px-4 sm:px-6 lg:grid-cols-[1fr_400px]">
          <div className="py-10">
            <h1 className="text-2xl font-bold sm:text-3xl">找到能用的成果，先用，见效再付钱。</h1>
            <p className="mt-3 text-lg text-ink-soft">
              企业在这里找技术，高校院所在这里找用户。价格、成熟度、付款条件都写清楚，对接不收费。
            </p>
            <div className="mt-8">
              <SearchBox
                size="home"
                action="/achievements"
                placeholder="说出你的问题，例如：马铃薯 淀粉 废水"
                tabs={[
                  { label: '找成果', hint: '我有问题要解决', to: '/achievements', current: true },
                  { label: '找需求', hint: '我有技术要落地', to: '/demands', current: false },
                ]}
              />
              <p className="mt-3 flex flex-wrap gap-x-5 text-sm text-ink-soft">
                大家在找
                {often.map((words) => (
                  <Link key={words} to={`/achievements?q=${encodeURIComponent(words)}`} className="link-quiet">
                    {words}
                  </Link>
                ))}
              </p>
            </div>
          </div>
          <CaissonArt className="hidden h-full max-h-[420px] w-full object-cover lg:block" />
        </div>
      </div>
      <Figures figures={figures} at={at} />
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
          <ButtonLink to="/achievements?payLater=1">看 {figures.payLater} 项先用后付成果</ButtonLink>
        </div>
      </section>
      <div className="mt-14 grid gap-x-6 gap-y-14 lg:grid-cols-2">
        <Newest title="新成果" all="全部成果" to="/achievements" empty="还没有公开的成果">
          {achievements.map((row) => (
            <BriefRow
              key={row.id}
              to={`/achievements/${row.no}`}
              title={row.title}
              aside={row.confirmedOn ?? row.publishedOn}
              text={[row.problem, row.solution].filter(Boolean).join(' → ')}
              unitName={row.orgName}
              isSample={row.isSample}
              trl={
                row.trl === null
                  ? null
                  : { level: row.trl, assessedBy: row.trlBasis === 'third_party' ? 'third-party' : 'self' }
              }
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
              aside={row.validUntilOn === null ? row.publishedOn : `至 ${row.validUntilOn}`}
              text={row.problem || row.summary}
              unitName={row.orgName}
              isSample={row.isSample}
              {...(row.payLater ? { tag: '接受先用后付' } : {})}
              {...(row.priceMaxFen === null ? {} : { price: `预算至 ${formatWan(BigInt(row.priceMaxFen))}` })}
            />
          ))}
        </Newest>
      </div>
    </>
  );
}

type Figures = ReturnType<typeof useLoaderData<typeof loader>>['figures'];

function Figures({ figures, at }: { figures: Figures; at: string }) {
  return (
    <section className="mt-14" aria-labelledby="figures">
      <SectionHead id="figures" note={`截至 ${at}，每分钟更新`}>
        平台实数
      </SectionHead>
      <div className="mt-6 grid gap-8 lg:grid-cols-[repeat(3,1fr)_2.4fr]">
        <FigureCard
          label="成果"
          value={figures.achievements.toLocaleString('en-US')}
          unit="项"
          note="已公开的科技成果，一项只计一次。"
          change={`近 30 天 +${figures.achievementsLast30.toLocaleString('en-US')}`}
        />
        <FigureCard
          label="需求"
          value={figures.demands.toLocaleString('en-US')}
          unit="项"
          note="公开发布过的企业技术需求，不含草稿和已关闭的。"
          change={`近 30 天 +${figures.demandsLast30.toLocaleString('en-US')}`}
        />
        <FigureCard
          label="平台挂牌"
          value={figures.listed.toLocaleString('en-US')}
          unit="项"
          note="写明价格、现在可谈的成果。不是挂牌交易。"
        />
        <div className="rounded-lg border border-line bg-card p-5">
          <div className="grid gap-6 sm:grid-cols-2">
            <FigureCard
              money="signed"
              label="合同额"
              {...splitUnit(figures.signedFen)}
              note="签了多少：平台上已签合同写明的里程碑款，提成另计。"
            />
            <FigureCard
              money="received"
              label="到账额"
              {...splitUnit(figures.receivedFen)}
              note="收了多少：收款方逐笔确认的金额。"
            />
          </div>
          <div className="mt-5">
            <StackBar signedFen={figures.signedFen} receivedFen={figures.receivedFen} as="yi" />
          </div>
        </div>
      </div>
    </section>
  );
}

const splitUnit = (fen: bigint): { value: string; unit: string } => {
  const [value = '0', unit = '万元'] = formatWan(fen).split(' ');
  return { value, unit };
};

interface NewestProps {
  title: string;
  all: string;
  to: string;
  empty: string;
  children: React.ReactNode[];
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
