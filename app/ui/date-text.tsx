import { dayOf, formatDayCn, type Day } from '#app/domain/days.ts';

interface DateTextProps {
  value: Day | Date;
  /** `iso` 2026-11-21 · `short` 11-21 · `cn` 11 月 21 日（周六） · `minute` 2026-11-21 09:30. */
  as?: 'iso' | 'short' | 'cn' | 'minute';
}

const shanghaiMs = 8 * 3_600_000;

/** A day or an instant, in Shanghai whatever the machine's zone. */
export function DateText({ value, as = 'iso' }: DateTextProps) {
  const isInstant = value instanceof Date;
  const day = isInstant ? dayOf(value) : value;
  const clock = isInstant ? new Date(value.getTime() + shanghaiMs).toISOString().slice(11, 16) : '';
  const text = { iso: day, short: day.slice(5), cn: formatDayCn(day), minute: `${day} ${clock}`.trim() }[as];
  return (
    <time dateTime={isInstant ? value.toISOString() : day} className="nums">
      {text}
    </time>
  );
}
