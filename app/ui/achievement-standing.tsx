import { Link } from '@remix-run/react';
import { SectionHead } from './section-head.tsx';

interface AchievementStandingProps {
  no: string;
  reports: number;
  trl: number | null;
  feedback: number;
}

/** How it was judged and used so far: counts that lead to the evaluation page. */
export function AchievementStanding({ no, reports, trl, feedback }: AchievementStandingProps) {
  const lines = [
    reports > 0 ? `第三方评价 ${reports} 份` : '',
    trl === null ? '' : `逐级证据确认到 TRL ${trl}`,
    feedback > 0 ? `用户反馈 ${feedback} 条` : '',
  ].filter(Boolean);
  return (
    <section>
      <SectionHead>评价与应用</SectionHead>
      <p className="mt-4">{lines.length === 0 ? '还没有第三方评价和用户反馈。' : `${lines.join('；')}。`}</p>
      <p className="mt-1 text-sm">
        <Link className="link-quiet" to={`/achievements/${no}/evaluation`}>
          看评价、证据和反馈
        </Link>
      </p>
    </section>
  );
}
