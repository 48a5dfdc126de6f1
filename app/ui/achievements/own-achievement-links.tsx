import type { AchievementState } from '#app/domain/achievement.ts';
import { ButtonLink } from '../button.tsx';

interface OwnAchievementLinksProps {
  row: { readonly id: string; readonly no: string; readonly state: AchievementState; readonly isListed: boolean };
  isReviewer: boolean;
  isOfficer: boolean;
  mayCorrect: boolean;
}

/** Where else one of the unit's own records is worked on. */
export function OwnAchievementLinks({ row, isReviewer, isOfficer, mayCorrect }: OwnAchievementLinksProps) {
  return (
    <>
      {isReviewer && (
        <ButtonLink look="primary" to={`/desk/reviews/achievements/${row.id}`}>
          去审核
        </ButtonLink>
      )}
      {row.state === 'published' && !row.isListed && isOfficer && (
        <ButtonLink to={`/desk/achievements/${row.id}/list`}>挂牌</ButtonLink>
      )}
      {row.state === 'published' && <ButtonLink to={`/achievements/${row.no}`}>看公开页面</ButtonLink>}
      {row.state === 'published' && mayCorrect && (
        <ButtonLink to={`/desk/achievements/${row.id}/correction`}>更正</ButtonLink>
      )}
      <ButtonLink to={`/desk/achievements/${row.id}/attachments`}>材料</ButtonLink>
      <ButtonLink to={`/desk/achievements/${row.id}/evaluation`}>评价</ButtonLink>
      {isOfficer && <ButtonLink to={`/desk/achievements/${row.id}/entitlement`}>赋权</ButtonLink>}
      <ButtonLink look="quiet" to={`/desk/achievements/${row.id}/history`}>
        版本与经过
      </ButtonLink>
    </>
  );
}
