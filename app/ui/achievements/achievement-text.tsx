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

/** The abstract as its unit wrote it. */
export const AchievementAbstract = ({ abstract, keywords }: { abstract: string; keywords: readonly string[] }) => (
  <section>
    <SectionHead>成果简介</SectionHead>
    <p className="mt-4 max-w-prose whitespace-pre-line break-words">{abstract}</p>
    {keywords.length > 0 && <p className="mt-3 text-sm text-ink-soft">关键词：{keywords.join('、')}</p>}
  </section>
);
