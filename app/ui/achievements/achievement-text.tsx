import { Link } from '@remix-run/react';
import { SectionHead } from '../section-head.tsx';

interface TextProps {
  problem: string;
  solution: string;
}

/** What it is for and how it works, side by side. */
export function AchievementProblem({ problem, solution }: TextProps) {
  const parts = [
    ['问题', problem],
    ['做法', solution],
  ].filter(([, text]) => text !== '');
  if (parts.length === 0) return null;
  return (
    <section>
      <SectionHead>解决什么问题</SectionHead>
      <div className="mt-4 grid gap-4 sm:grid-cols-2 sm:gap-6">
        {parts.map(([label, text]) => (
          <div key={label} className="rounded-md border border-line bg-card px-5 py-5">
            <h3 className="text-sm text-ink-soft">{label}</h3>
            <p className="mt-1 break-words">{text}</p>
          </div>
        ))}
      </div>
    </section>
  );
}

interface AbstractProps {
  abstract: string;
  keywords: readonly string[];
  /** The unit shows everybody the summary only, and this reader is one of all. */
  isSummary: boolean;
  isSignedIn: boolean;
  here: string;
}

/** The abstract as its unit wrote it, or as much of it as this reader is let in to. */
export const AchievementAbstract = ({ abstract, keywords, isSummary, isSignedIn, here }: AbstractProps) => (
  <section>
    <SectionHead note={isSummary ? '摘要' : undefined}>成果简介</SectionHead>
    {abstract !== '' && <p className="mt-4 max-w-prose whitespace-pre-line break-words">{abstract}</p>}
    {abstract === '' && (
      <p className="mt-4 max-w-prose text-ink-soft">
        完成单位只公开名称和要解决的问题，简介、做法、指标和材料没有公开。想了解的，先申请对接，由单位在签订保密协议后提供。
      </p>
    )}
    {isSummary && (
      <p className="mt-3 text-sm text-ink-soft print:hidden">
        完成单位只公开摘要，认证单位的人员
        {isSignedIn ? (
          '可以看全文。你所在的单位通过认证以后再来看。'
        ) : (
          <>
            <Link to={`/sign-in?next=${encodeURIComponent(here)}`} className="link">
              登录
            </Link>
            后看全文。
          </>
        )}
      </p>
    )}
    {keywords.length > 0 && <p className="mt-3 text-sm text-ink-soft">关键词：{keywords.join('、')}</p>}
  </section>
);
