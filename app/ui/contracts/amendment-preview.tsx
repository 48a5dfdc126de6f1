import type { ComponentProps } from 'react';
import { type ClauseKey, clauseLabels } from '#app/domain/contract-clauses.ts';
import { ArticleChanges } from '../article-changes.tsx';
import { SectionHead } from '../section-head.tsx';
import { ContractPreview } from './composer-preview.tsx';

interface AmendmentPreviewProps extends ComponentProps<typeof ContractPreview> {
  baseVersionN: number;
  /** On the last step the changes stand in the middle already. */
  isReview: boolean;
  clauses: readonly {
    readonly key: ClauseKey;
    readonly changes: ComponentProps<typeof ArticleChanges>['changes'];
  }[];
}

/** Beside the fields of a change: what it says otherwise than the version in force; the whole text behind it. */
export function AmendmentPreview({ baseVersionN, isReview, clauses, ...whole }: AmendmentPreviewProps) {
  return (
    <div className="grid gap-4">
      {!isReview && <Difference baseVersionN={baseVersionN} clauses={clauses} />}
      <details>
        <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">看变更以后的全文</summary>
        <div className="mt-2">
          <ContractPreview {...whole} />
        </div>
      </details>
    </div>
  );
}

function Difference({ baseVersionN, clauses }: Pick<AmendmentPreviewProps, 'baseVersionN' | 'clauses'>) {
  return (
    <section aria-labelledby="difference">
      <SectionHead look="plain" id="difference" note="划掉的是原文，加粗的是新文">
        和执行中的第 {baseVersionN} 版比
      </SectionHead>
      {clauses.length === 0 ? (
        <p className="rounded-lg border border-line bg-card px-4 py-4 text-sm text-ink-soft">
          还没有改动。改了条款以后，这里显示哪一条改成了什么。
        </p>
      ) : (
        <ol className="grid gap-3">
          {clauses.map(({ key, changes }) => (
            <li key={key} className="grid gap-2 rounded-lg border border-line bg-card px-4 py-4 text-sm">
              <p className="text-ink-soft">{clauseLabels[key]}</p>
              <ArticleChanges changes={changes} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What this change does not have, each with why and where it is done instead. */
export function LockedSteps({ locked }: { locked: readonly { readonly label: string; readonly why: string }[] }) {
  if (locked.length === 0) return null;
  return (
    <details className="rounded-lg border border-line bg-sunk px-4 py-2 sm:px-5">
      <summary className="min-h-11 py-2.5 sm:min-h-0 sm:py-1">
        这份变更里不能改：{locked.map(({ label }) => label).join('、')}
      </summary>
      <dl className="grid gap-2 py-2 text-sm">
        {locked.map(({ label, why }) => (
          <div key={label}>
            <dt className="font-bold">{label}</dt>
            <dd>{why}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
