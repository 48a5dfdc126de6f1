import { type DetailReach, reachWords } from '#app/domain/detail-reach.ts';
import type { ScoreReason } from '#app/domain/evaluation-grounds.ts';
import { type Spread, valueKeys, valueLabels, type ValueKey } from '#app/domain/evaluation.ts';

interface ValueGroundsProps {
  spread: readonly Spread[];
  evidence: Partial<Record<ValueKey, string>>;
  notApplicable: Partial<Record<ValueKey, string>>;
  /** Without the file for a reader who may not open it. */
  papers: readonly { readonly key: ValueKey; readonly fileId: string | null }[];
  reasons: Partial<Record<ValueKey, readonly ScoreReason[]>>;
  /** Why a paper does not open; null where nothing is to be said of it. */
  kept: Exclude<DetailReach, 'open'> | null;
}

/** Value by value: what its scores rest on and what the experts said of it, or why it does not apply. */
export function ValueGrounds({ spread, evidence, notApplicable, papers, reasons, kept }: ValueGroundsProps) {
  const said = valueKeys.filter(
    (key) => evidence[key] || notApplicable[key] || reasons[key] || papers.some((paper) => paper.key === key),
  );
  if (said.length === 0) return null;
  return (
    <dl className="max-w-prose rounded-lg border border-line bg-card text-sm">
      {said.map((key) => {
        const own = spread.find((one) => one.key === key);
        const paper = papers.find((one) => one.key === key);
        return (
          <div key={key} className="border-b border-line px-4 py-3 last:border-b-0 sm:px-6">
            <dt className="font-bold">
              {valueLabels[key]}
              {own ? ` ${own.middle}` : '：不适用'}
            </dt>
            {notApplicable[key] && <dd className="break-words">{notApplicable[key]}</dd>}
            {evidence[key] && <dd className="break-words">依据：{evidence[key]}</dd>}
            {paper && (
              <dd>
                {paper.fileId !== null ? (
                  <a href={`/files/${paper.fileId}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
                    {valueLabels[key]}的依据材料
                  </a>
                ) : (
                  <span className="text-ink-soft">有依据材料{kept && `，${reachWords[kept]}`}</span>
                )}
              </dd>
            )}
            {(reasons[key] ?? []).map(({ score, text }) => (
              <dd key={`${score} ${text}`} className="mt-1 break-words text-ink-soft">
                <span className="nums">{score === null ? '认为不适用' : `${score} 分`}</span>：{text}
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}
