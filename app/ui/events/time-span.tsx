import { dayOf, formatInstant } from '#app/domain/days.ts';

/** 09:00–12:00, with the day where it ends on another one. */
export function TimeSpan({ from, to }: { from: Date; to: Date }) {
  const isSameDay = dayOf(from) === dayOf(to);
  return (
    <span className="nums whitespace-nowrap">
      {formatInstant(from).slice(11)}–{isSameDay ? formatInstant(to).slice(11) : formatInstant(to)}
    </span>
  );
}
