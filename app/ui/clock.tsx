import { diffDays, type Day } from '#app/domain/days.ts';
import { classes } from './classes.ts';
import { DateText } from './date-text.tsx';
import { StateShape } from './state-shape.tsx';
import { toneText } from './tone.ts';

interface ClockProps {
  dueOn: Day;
  today: Day;
  /** From so many days before on it is drawn as due soon. */
  soonDays?: number;
  /** `stacked` puts the words under the date, as in the list of what waits. */
  look?: 'inline' | 'stacked';
}

/** '剩 6 天', '今天到期', '逾期 20 天'. */
export function remainingWords(dueOn: Day, today: Day): string {
  const left = diffDays(today, dueOn);
  if (left === 0) return '今天到期';
  return left > 0 ? `剩 ${left} 天` : `逾期 ${-left} 天`;
}

/** A due date with what is left of it; the day of today comes from the server. */
export function Clock({ dueOn, today, soonDays = 3, look = 'inline' }: ClockProps) {
  const left = diffDays(today, dueOn);
  const tone = left < 0 ? 'danger' : left <= soonDays ? 'attention' : 'neutral';
  const stacked = look === 'stacked';
  const isSameYear = dueOn.slice(0, 4) === today.slice(0, 4);
  return (
    <span
      className={classes(
        stacked
          ? 'flex flex-wrap items-baseline gap-x-1.5 leading-tight sm:block'
          : 'inline-flex flex-wrap items-baseline gap-x-1.5',
        tone !== 'neutral' && toneText[tone],
      )}
    >
      {!stacked && <StateShape shape={left < 0 ? 'alert' : 'clock'} className="relative top-0.5 h-3.5 w-3.5" />}
      <b className={classes('font-bold', stacked && 'sm:block')}>
        <DateText value={dueOn} as={isSameYear ? 'short' : 'iso'} />
      </b>
      <span className={classes('nums text-[0.875rem]', tone === 'neutral' && 'text-ink-soft')}>
        {remainingWords(dueOn, today)}
      </span>
    </span>
  );
}
