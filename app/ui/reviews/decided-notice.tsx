import { Link } from '@remix-run/react';
import type { AchievementState } from '#app/domain/achievement.ts';
import type { RegistrationState } from '#app/domain/registration.ts';
import { isAuthorityLevel, type ReviewLevel, type ReviewOutcome } from '#app/domain/review.ts';
import { Notice } from '../notice.tsx';

interface DecidedNoticeProps {
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly state: AchievementState;
  readonly versionN: number;
  readonly level: ReviewLevel;
  readonly outcome: ReviewOutcome;
  readonly registration: { readonly state: RegistrationState; readonly regNo: string | null } | null;
}

function wordsOf({ level, outcome, versionN, registration }: DecidedNoticeProps): string {
  if (outcome === 'return') {
    if (!isAuthorityLevel(level)) return '已退回修改，填报人会看到意见';
    return registration?.state === 'revoked' ? '已注销登记，登记号不再有效' : '已退回单位补正，经办人会看到意见';
  }
  return {
    secrecy: '保密审查通过，已转单位审批',
    office: `审核通过，第 ${versionN} 版已公开`,
    city: '市州审核通过，已转省级审核',
    province: `已准予登记，批准登记号 ${registration?.regNo ?? ''}`,
  }[level];
}

/** What the reviewer has just done, and where its outcome can be seen. */
export const DecidedNotice = (decided: DecidedNoticeProps) => (
  <div className="mb-4">
    <Notice kind="success" live="polite" title={wordsOf(decided)}>
      <p>
        <Link to={`/desk/reviews/achievements/${decided.id}`} className="link">
          {decided.name}
        </Link>
        {decided.state === 'published' && (
          <>
            {'　'}
            <Link to={`/achievements/${decided.no}`} className="link">
              看公开页面
            </Link>
          </>
        )}
      </p>
    </Notice>
  </div>
);
