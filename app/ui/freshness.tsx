import { diffDays, type Day } from '#app/domain/days.ts';
import { classes } from './classes.ts';
import { StateShape } from './state-shape.tsx';

interface FreshnessProps {
  confirmedOn: Day | null;
  today: Day;
  /** After so many days a confirmation is no longer one. */
  staleAfterDays?: number;
}

const monthDay = (day: Day): string => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`;

/** When its owner last said that a listing still holds: the day, and beside it how long ago. */
export function Freshness({ confirmedOn, today, staleAfterDays = 90 }: FreshnessProps) {
  const age = confirmedOn ? diffDays(confirmedOn, today) : null;
  const isFresh = age !== null && age <= staleAfterDays;
  const ago = age === null ? '' : age <= 0 ? '今天' : isFresh ? `${age} 天前` : `已过 ${age} 天`;
  return (
    <span className={classes('nums inline-flex items-baseline gap-1.5', isFresh ? 'text-ink-soft' : 'text-attention')}>
      <StateShape
        shape={isFresh ? 'dot' : 'alert'}
        className={classes('relative top-0.5 h-3.5 w-3.5', isFresh && 'text-accent')}
      />
      {confirmedOn ? `${monthDay(confirmedOn)}确认，${ago}` : '未确认'}
    </span>
  );
}
