import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/days.ts';
import type { GrantCure, PendingClearance } from '#app/domain/grant-conflicts.ts';
import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

interface EarlierGrant {
  readonly id: string;
  readonly no: string;
  readonly territory: string;
  readonly fieldOfUse: string;
  readonly endOn: Day;
}

export interface DraftConflict {
  readonly severity: 'block' | 'warn';
  readonly says: string;
  /** What puts it right next. */
  readonly cure: GrantCure | null;
  /** Where a review or an answer is waited for. */
  readonly pending: PendingClearance | null;
  /** The earlier contract, where its reader sees it. */
  readonly earlier: EarlierGrant | null;
}

function pendingTitle({ what, untilOn }: PendingClearance): string {
  if (what === 'review') return '等许可方另一名审批人复核与在先合同的关系';
  const until = untilOn === null ? '' : `，最迟到 ${untilOn}`;
  return what === 'consent' ? `等在先的被许可方确认${until}` : `在先的被许可方可以提出异议${until}`;
}

const conflictTitle = ({ severity, cure, pending }: DraftConflict, deed: string): string => {
  if (severity === 'warn') return '这项成果另有有效的合同';
  if (pending !== null) return pendingTitle(pending);
  if (cure === 'judge') return '与在先合同是否重叠，法务判断以前不能签署';
  if (cure === 'clear') return '与在先合同怎样并存，说明以前不能签署';
  return cure === 'name' ? `另有合同继续有效，写明以前不能${deed}` : `和已有的许可或者转让冲突，不能${deed}`;
};

/** What the earlier contract says of its scope, to be held against what is written here. */
function Earlier({ id, no, territory, fieldOfUse, endOn }: EarlierGrant) {
  return (
    <p className="mt-1 text-sm">
      在先合同{' '}
      <Link to={`/desk/contracts/${id}`} className="link">
        {no}
      </Link>
      {territory && `，地域：${territory}`}
      {fieldOfUse && `，领域：${fieldOfUse}`}，期限至 {endOn}。
    </p>
  );
}

interface ConflictNoticesProps {
  conflicts: readonly DraftConflict[];
  /** The page on which the owner states why two contracts go beside each other; left out where it is not his, or not written yet. */
  clearAt?: string | undefined;
  /** What the terms are refused for now. */
  deed?: '发出' | '签署';
}

/** Whether the terms are not even put to the other side: what the owner says, or is said of him, comes before they are agreed. */
export const refusesToSend = ({ severity, cure, pending }: DraftConflict): boolean =>
  severity === 'block' && cure !== 'clear' && cure !== 'judge' && pending === null;

/** What the owner gave of the same thing already; what forbids the terms is said as such. */
export function ConflictNotices({ conflicts, clearAt, deed = '签署' }: ConflictNoticesProps) {
  return conflicts.map((conflict) => (
    <Notice
      key={`${conflict.earlier?.id ?? ''}${conflict.says}`}
      kind={conflict.severity === 'block' && conflict.pending === null ? 'danger' : 'attention'}
      title={conflictTitle(conflict, deed)}
      actions={
        (conflict.cure === 'clear' || conflict.cure === 'judge' || conflict.cure === 'review') &&
        clearAt !== undefined && (
          <ButtonLink look="secondary" to={clearAt}>
            {conflict.cure === 'review' ? '看在先合同，复核' : '说明与在先合同的关系'}
          </ButtonLink>
        )
      }
    >
      {conflict.says}
      {conflict.earlier && <Earlier {...conflict.earlier} />}
    </Notice>
  ));
}
