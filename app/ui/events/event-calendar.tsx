import { Link } from '@remix-run/react';
import { addDays, addMonths, dayOf, diffDays, weekdayOf } from '#app/domain/days.ts';

interface EventCalendarProps {
  month: string;
  events: readonly { readonly no: string; readonly title: string; readonly startsAt: Date }[];
  today: string;
  to: (month: string) => string;
}

const monthWords = (month: string): string => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`;

/** One month as a table of weeks; a day with events leads to them. */
export function EventCalendar({ month, events, today, to }: EventCalendarProps) {
  const first = `${month}-01`;
  const days = diffDays(first, addMonths(first, 1));
  const lead = (weekdayOf(first) + 6) % 7;
  const weeks = Array.from({ length: Math.ceil((lead + days) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_day, at) => {
      const n = week * 7 + at - lead;
      return n >= 0 && n < days ? addDays(first, n) : null;
    }),
  );
  const before = addMonths(first, -1).slice(0, 7);
  const after = addMonths(first, 1).slice(0, 7);
  return (
    <section aria-label="活动日历" className="rounded-lg border border-line bg-card p-3">
      <div className="flex items-center justify-between pb-1">
        <Link to={to(before)} preventScrollReset className="link-quiet flex min-h-11 items-center px-2">
          ‹<span className="sr-only">{monthWords(before)}</span>
        </Link>
        <h2 className="font-bold">{monthWords(month)}</h2>
        <Link to={to(after)} preventScrollReset className="link-quiet flex min-h-11 items-center px-2">
          ›<span className="sr-only">{monthWords(after)}</span>
        </Link>
      </div>
      <table className="w-full table-fixed text-center text-sm tabular-nums">
        <caption className="sr-only">{monthWords(month)}的活动</caption>
        <thead>
          <tr>
            {[...'一二三四五六日'].map((word) => (
              <th key={word} scope="col" className="py-1 font-normal text-ink-soft">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find(Boolean) ?? ''}>
              {week.map((day, at) => (
                <td key={day ?? at} className="h-11 p-0.5">
                  {day && <DayCell day={day} isToday={day === today} events={events} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DayCell({ day, isToday, events }: { day: string; isToday: boolean; events: EventCalendarProps['events'] }) {
  const own = events.filter(({ startsAt }) => dayOf(startsAt) === day);
  const [first] = own;
  const number = Number(day.slice(8));
  const shown = isToday ? <b className="underline underline-offset-4">{number}</b> : number;
  if (first === undefined) return <span className={isToday ? '' : 'text-ink-faint'}>{shown}</span>;
  return (
    <Link
      to={own.length === 1 ? `/events/${first.no}` : `/events?month=${day.slice(0, 7)}`}
      className="flex min-h-10 items-center justify-center rounded-sm bg-primary-tint font-bold text-primary"
      title={own.map(({ title }) => title).join('；')}
    >
      {shown}
      <span className="sr-only">
        日，{own.length} 场：{own.map(({ title }) => title).join('；')}
      </span>
    </Link>
  );
}
