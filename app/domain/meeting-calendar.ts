import { escaped, folded, stamp } from './event-calendar.ts';

export interface CalendarMeeting {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly table: string;
  readonly url: string;
  readonly other: { readonly name: string; readonly unit: string };
}

/** A participant's meetings as one calendar file (RFC 5545), with a reminder ten minutes before each. Times are UTC. */
export function meetingCalendar(
  event: { readonly title: string; readonly venue: string },
  meetings: readonly CalendarMeeting[],
  madeAt: Date,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//chengguo//meetings//ZH',
    'METHOD:PUBLISH',
    ...meetings.flatMap(({ id, startsAt, endsAt, table, url, other }) => [
      'BEGIN:VEVENT',
      `UID:${id}@chengguo`,
      `DTSTAMP:${stamp(madeAt)}`,
      `DTSTART:${stamp(startsAt)}`,
      `DTEND:${stamp(endsAt)}`,
      `SUMMARY:${escaped(`与${other.unit}${other.name}洽谈 · ${event.title}`)}`,
      `LOCATION:${escaped([table, url || event.venue].filter(Boolean).join(' · '))}`,
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(table)}`,
      'TRIGGER:-PT10M',
      'END:VALARM',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ];
  return lines.map(folded).join('\r\n');
}
