import { Link } from '@remix-run/react';
import type { Spread } from '#app/domain/evaluation.ts';
import { DateText } from '../date-text.tsx';
import { RadarChart } from '../evaluations/radar-chart.tsx';
import { Sample } from '../sample.tsx';
import { SectionHead } from '../section-head.tsx';

interface AchievementStandingProps {
  no: string;
  reports: number;
  trl: number | null;
  feedback: number;
  /** The newest report; null where nobody has judged it yet. */
  latest: {
    readonly evaluator: string;
    readonly isSample: boolean;
    readonly issuedOn: string | null;
    readonly panelSize: number;
    readonly spread: readonly Spread[];
  } | null;
}

/** How it was judged and used so far: the newest report's values, and counts that lead to the evaluation page. */
export function AchievementStanding({ no, reports, trl, feedback, latest }: AchievementStandingProps) {
  const lines = [
    reports > 0 ? `第三方评价 ${reports} 份` : '',
    trl === null ? '' : `逐级证据确认到 TRL ${trl}`,
    feedback > 0 ? `用户反馈 ${feedback} 条` : '',
  ].filter(Boolean);
  return (
    <section>
      <SectionHead note={latest?.issuedOn && <DateText value={latest.issuedOn} />}>评价与应用</SectionHead>
      <p className="mt-4">{lines.length === 0 ? '还没有第三方评价和用户反馈。' : `${lines.join('；')}。`}</p>
      {latest && (
        <div className="mt-4">
          <p className="text-sm text-ink-soft">
            {latest.evaluator} {latest.isSample && <Sample />}：{latest.panelSize}{' '}
            位专家独立评分，每项标出最低、中位、最高。
          </p>
          <RadarChart spread={latest.spread} panelSize={latest.panelSize} titleId={`radar-${no}`} />
        </div>
      )}
      <p className="mt-1 text-sm">
        <Link className="link-quiet" to={`/achievements/${no}/evaluation`}>
          看评价、证据和反馈
        </Link>
      </p>
    </section>
  );
}
