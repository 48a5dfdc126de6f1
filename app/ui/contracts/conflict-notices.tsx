import { Notice } from '../notice.tsx';

export interface DraftConflict {
  readonly severity: 'block' | 'warn';
  readonly says: string;
  /** Naming the other contract puts it right. */
  readonly isCurable: boolean;
}

const conflictTitle = ({ severity, isCurable }: DraftConflict): string => {
  if (severity === 'warn') return '这项成果另有有效的合同';
  return isCurable ? '另有合同继续有效，写明以前不能签署' : '和已有的许可或者转让冲突，不能签署';
};

/** What the owner gave of the same thing already; what forbids the terms is said as such. */
export function ConflictNotices({ conflicts }: { conflicts: readonly DraftConflict[] }) {
  return conflicts.map((conflict) => (
    <Notice
      key={conflict.says}
      kind={conflict.severity === 'block' ? 'danger' : 'attention'}
      title={conflictTitle(conflict)}
    >
      {conflict.says}
    </Notice>
  ));
}
