import type { AchievementState } from '#app/domain/achievement.ts';
import type { Tone } from '../tone.ts';

/** How the state of an achievement is drawn. */
export const achievementTone: Readonly<Record<AchievementState, Tone>> = {
  draft: 'neutral',
  unit_review: 'attention',
  office_review: 'attention',
  returned: 'danger',
  published: 'good',
  withdrawn: 'neutral',
};
