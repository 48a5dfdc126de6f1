import type { Day } from '#app/domain/days.ts';
import type { GrantCure } from '#app/domain/grant-conflicts.ts';
import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

export interface DraftConflict {
  readonly severity: 'block' | 'warn';
  readonly says: string;
  /** What puts it right next. */
  readonly cure: GrantCure | null;
  /** Where an answer is waited for: its last day. */
  readonly untilOn: Day | null;
}

const conflictTitle = ({ severity, cure, untilOn }: DraftConflict): string => {
  if (severity === 'warn') return '这项成果另有有效的合同';
  if (cure === 'wait') return `等在先的被许可方确认，最迟到 ${untilOn ?? ''}`;
  if (cure === 'clear') return '与在先合同怎样并存，说明以前不能签署';
  return cure === 'name' ? '另有合同继续有效，写明以前不能签署' : '和已有的许可或者转让冲突，不能签署';
};

interface ConflictNoticesProps {
  conflicts: readonly DraftConflict[];
  /** The page on which the owner states why two contracts go beside each other; left out where it is not his, or not written yet. */
  clearAt?: string | undefined;
}

/** What the owner gave of the same thing already; what forbids the terms is said as such. */
export function ConflictNotices({ conflicts, clearAt }: ConflictNoticesProps) {
  return conflicts.map((conflict) => (
    <Notice
      key={conflict.says}
      kind={conflict.severity === 'block' && conflict.cure !== 'wait' ? 'danger' : 'attention'}
      title={conflictTitle(conflict)}
      actions={
        conflict.cure === 'clear' &&
        clearAt !== undefined && (
          <ButtonLink look="secondary" to={clearAt}>
            说明与在先合同的关系
          </ButtonLink>
        )
      }
    >
      {conflict.says}
    </Notice>
  ));
}
