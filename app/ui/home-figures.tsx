import { Link } from '@remix-run/react';
import { amountBySize, type Fen } from '#app/domain/money.ts';
import { FigureCard } from './figure-card.tsx';
import { SectionHead } from './section-head.tsx';
import { StackBar } from './stack-bar.tsx';

interface HomeFiguresProps {
  /** As of when, as people read it. */
  at: string;
  figures: {
    readonly achievements: number;
    readonly achievementsLast30: number;
    readonly demands: number;
    readonly demandsLast30: number;
    readonly listed: number;
    readonly listedLast30: number;
    readonly signedFen: Fen;
    readonly receivedFen: Fen;
    readonly receivedOfSignedFen: Fen;
  };
}

const count = (n: number): string => n.toLocaleString('en-US');

/** What the platform holds and what came of it: every figure with its definition and the time it was counted. */
export function HomeFigures({ at, figures }: HomeFiguresProps) {
  return (
    <section className="mt-14" aria-labelledby="figures">
      <SectionHead
        id="figures"
        note={`截至 ${at}，每分钟更新`}
        action={
          <Link to="/help#figures" className="link-quiet text-sm">
            口径说明
          </Link>
        }
      >
        平台实数
      </SectionHead>
      <div className="mt-2 grid gap-x-8 sm:mt-6 sm:gap-y-8 lg:grid-cols-[repeat(3,1fr)_2.4fr]">
        <FigureCard
          label="成果"
          value={count(figures.achievements)}
          unit="项"
          note="已公开的科技成果，一项只计一次。"
          change={`近 30 天 +${count(figures.achievementsLast30)}`}
        />
        <FigureCard
          label="需求"
          value={count(figures.demands)}
          unit="项"
          note="公开发布过的企业技术需求，不含草稿和已关闭的。"
          change={`近 30 天 +${count(figures.demandsLast30)}`}
        />
        <FigureCard
          label="平台挂牌"
          value={count(figures.listed)}
          unit="项"
          note="写明价格、现在可谈的成果。不是挂牌交易。"
          change={`近 30 天 +${count(figures.listedLast30)}`}
        />
        <div className="mt-6 rounded-lg border border-line bg-card p-5 sm:mt-0">
          <div className="grid grid-cols-2 gap-x-4 sm:gap-x-6">
            <FigureCard
              money="signed"
              label="合同额"
              {...amountBySize(figures.signedFen)}
              note="签了多少：已签合同写明的里程碑款，提成另计。"
            />
            <FigureCard
              money="received"
              label="到账额"
              {...amountBySize(figures.receivedFen)}
              note="收了多少：收款方逐笔确认的金额，含提成。"
            />
          </div>
          <div className="mt-5">
            <StackBar signedFen={figures.signedFen} receivedFen={figures.receivedOfSignedFen} />
          </div>
        </div>
      </div>
    </section>
  );
}
