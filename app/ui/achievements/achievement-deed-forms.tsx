import type { AchievementDeed } from '#app/domain/achievement-deeds.ts';
import { achievementMachine, type AchievementState } from '#app/domain/achievement.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { DeedPanel } from '../records/deed-panel.tsx';

interface AchievementDeedFormsProps {
  state: AchievementState;
  /** What who looks may do now; editing has a form of its own. */
  deeds: readonly AchievementDeed[];
  errors: Readonly<Record<string, string[]>>;
  openForm?: string | undefined;
}

const plain = [
  { deed: 'submit', word: '提交单位审核', look: 'primary' },
  { deed: 'recall', word: '撤回送审', look: 'secondary' },
  { deed: 'withdraw', word: '撤下', look: 'danger' },
  { deed: 'reopen', word: '改为草稿', look: 'secondary' },
] as const;

/** The next steps of an achievement. */
export const AchievementDeedForms = ({ state, deeds, ...rest }: AchievementDeedFormsProps) => (
  <DeedPanel
    offered={plain
      .filter(({ deed }) => deeds.includes(deed))
      .map((each) => ({ ...each, says: transitionOf(achievementMachine, state, each.deed)?.says ?? '' }))}
    {...rest}
  />
);
