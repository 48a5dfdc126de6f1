import type { ReactNode } from 'react';
import type { DemandQuality } from '#app/domain/demand-quality.ts';
import { StateShape } from '../state-shape.tsx';

/** How answerable a demand is, and what each gap costs. */
export function QualityMeter({ quality, edit }: { quality: DemandQuality; edit?: ReactNode }) {
  const { score, missing } = quality;
  const words =
    score >= 85 ? '写得清楚，对方能直接判断' : score >= 60 ? '能匹配，补几项会更准' : '太少，多数团队不会应答';
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5" aria-labelledby="quality">
      <h2 id="quality" className="flex flex-wrap items-baseline justify-between gap-x-4 text-lg font-bold">
        需求清晰度 <span className="nums">{score} 分</span>
      </h2>
      <meter
        className="mt-1 h-3 w-full"
        aria-label="需求清晰度"
        min={0}
        max={100}
        low={60}
        high={85}
        optimum={100}
        value={score}
      >
        {score} 分
      </meter>
      <p className="text-sm text-ink-soft">{words}</p>
      {missing.length > 0 && (
        <ul className="mt-3 grid gap-2 text-sm">
          {missing.map((line) => (
            <li key={line.key} className="flex gap-2">
              <StateShape shape="alert" className="relative top-1 h-3.5 w-3.5 flex-none text-attention" />
              <span>
                <b>{line.label}</b>
                <span className="nums text-ink-soft">，{line.points} 分</span>
                <span className="block text-ink-soft">{line.costs}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && edit && <div className="mt-3">{edit}</div>}
    </section>
  );
}
