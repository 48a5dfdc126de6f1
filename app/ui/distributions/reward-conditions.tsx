import type { RewardCondition } from '#app/domain/reward-tax.ts';
import { StateMark } from '../state-mark.tsx';

/** What the reduced income tax asks for, each with whether it is met. */
export function RewardConditions({ conditions }: { conditions: readonly RewardCondition[] }) {
  return (
    <ul className="rounded-lg border border-line bg-card text-sm">
      {conditions.map(({ label, isMet }) => (
        <li
          key={label}
          className="flex flex-wrap justify-between gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0"
        >
          <span>{label}</span>
          <StateMark tone={isMet ? 'good' : 'attention'}>{isMet ? '符合' : '不符合'}</StateMark>
        </li>
      ))}
    </ul>
  );
}
