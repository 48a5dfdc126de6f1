import type { DistributionState } from '#app/domain/distribution.ts';
import type { RewardCondition } from '#app/domain/reward-tax.ts';
import { StateMark } from '../state-mark.tsx';

interface RewardConditionsProps {
  conditions: readonly RewardCondition[];
  state: DistributionState;
}

/** What the reduced income tax asks for, each with whether it is met, or is on the way to be. */
export function RewardConditions({ conditions, state }: RewardConditionsProps) {
  return (
    <ul className="rounded-lg border border-line bg-card text-sm">
      {conditions.map(({ key, label, isMet }) => (
        <li
          key={key}
          className="flex flex-wrap justify-between gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0"
        >
          <span>{label}</span>
          {key === 'published' && state === 'publicity' ? (
            <StateMark tone="gold">公示中</StateMark>
          ) : (
            <StateMark tone={isMet ? 'good' : 'attention'}>{isMet ? '符合' : '不符合'}</StateMark>
          )}
        </li>
      ))}
    </ul>
  );
}
