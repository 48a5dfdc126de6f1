import { Link } from '@remix-run/react';
import { type ClauseKey, clauseLabels, type ClauseMove, clauseMoveLabels } from '#app/domain/contract-clauses.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { ArticleChanges } from '../article-changes.tsx';
import { DateText } from '../date-text.tsx';

interface VersionHistoryProps {
  contractId: string;
  sides: SideNames;
  versions: readonly {
    readonly n: number;
    readonly side: ContractSide | null;
    readonly by: string;
    readonly createdAt: Date;
    /** Signed, and from or up to which day it is performed. */
    readonly standing: string;
    readonly clauses: readonly {
      readonly key: ClauseKey;
      readonly changes: Parameters<typeof ArticleChanges>[0]['changes'];
    }[];
    readonly reworded: Parameters<typeof ArticleChanges>[0]['changes'];
    readonly moves: readonly {
      readonly clause: ClauseKey;
      readonly move: ClauseMove;
      readonly side: ContractSide;
      readonly note: string;
    }[];
  }[];
}

/** Every version with who wrote it, what it changed against the one before, and what was said about each clause. */
export function VersionHistory({ contractId, sides, versions }: VersionHistoryProps) {
  return (
    <ol className="grid gap-4">
      {versions.map((version) => (
        <li key={version.n} className="grid gap-3 rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
          <div>
            <h3 className="font-bold">
              <Link to={`/desk/contracts/${contractId}/text?version=${version.n}`} className="link">
                第 {version.n} 版
              </Link>
              {version.standing}
            </h3>
            <p className="text-sm text-ink-soft">
              {version.side && `${sides[version.side]}，`}
              {version.by} <DateText value={version.createdAt} as="minute" />
            </p>
          </div>
          {version.moves.length > 0 && (
            <ul className="text-sm">
              {version.moves.map((move) => (
                <li key={`${move.clause}-${move.move}-${move.side}`}>
                  {sides[move.side]}：{clauseLabels[move.clause]}，{clauseMoveLabels[move.move]}
                  {move.note && `。${move.note}`}
                </li>
              ))}
            </ul>
          )}
          {version.clauses.length + version.reworded.length === 0 ? (
            <p className="text-sm text-ink-soft">{version.n === 1 ? '第一版' : '和上一版文字相同'}</p>
          ) : (
            <details>
              <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">
                看改了什么：
                {[
                  ...version.clauses.map(({ key }) => clauseLabels[key]),
                  ...(version.reworded.length > 0 ? ['措辞'] : []),
                ].join('、')}
              </summary>
              <div className="mt-2 grid gap-3">
                {version.clauses.map(({ key, changes }) => (
                  <div key={key}>
                    <ArticleChanges changes={changes} />
                  </div>
                ))}
                {version.reworded.length > 0 && (
                  <div>
                    <p className="text-sm text-ink-soft">约定没有改，平台的条款措辞有更新：</p>
                    <ArticleChanges changes={version.reworded} />
                  </div>
                )}
              </div>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
