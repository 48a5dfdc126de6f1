import type { DemandChange } from '#app/domain/demand-diff.ts';
import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';

interface DemandVersionsProps {
  versions: readonly { readonly n: number; readonly createdAt: Date; readonly changes: readonly DemandChange[] }[];
}

/** What each version of a demand changed: the old words struck out, the new ones beside them. */
export function DemandVersions({ versions }: DemandVersionsProps) {
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5" aria-labelledby="versions">
      <SectionHead look="plain" id="versions">
        版本
      </SectionHead>
      <ol className="grid gap-4">
        {versions.map((version) => (
          <li key={version.n} className="border-t border-line pt-3 first:border-t-0 first:pt-0">
            <h3 className="text-sm font-bold">
              第 {version.n} 版{' '}
              <span className="font-normal text-ink-soft">
                <DateText value={version.createdAt} />
              </span>
            </h3>
            {version.changes.length === 0 ? (
              <p className="text-sm text-ink-soft">{version.n === 1 ? '第一版' : '内容没有变化'}</p>
            ) : (
              <dl className="mt-1 grid gap-2 text-sm">
                {version.changes.map((change) => (
                  <div key={change.label}>
                    <dt className="text-ink-soft">{change.label}</dt>
                    <dd className="break-words">
                      {change.before !== null && (
                        <del className="text-ink-soft decoration-danger">
                          <span className="sr-only">原来：</span>
                          {change.before}
                        </del>
                      )}{' '}
                      {change.after === null ? (
                        <span className="text-ink-soft">（删去）</span>
                      ) : (
                        <ins className="bg-accent-tint no-underline">
                          <span className="sr-only">现在：</span>
                          {change.after}
                        </ins>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
