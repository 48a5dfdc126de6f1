import { Link } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { type EventKind, eventKindLabels, eventMachine, type EventState } from '#app/domain/event.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { Sample } from '../sample.tsx';
import { StateMark } from '../state-mark.tsx';
import { Tag } from '../tag.tsx';
import { eventTone } from './event-tone.ts';
import { TimeSpan } from './time-span.tsx';

export interface EventRowData {
  readonly no: string;
  readonly kind: EventKind;
  readonly title: string;
  readonly theme: string;
  readonly venue: string;
  readonly mode: 'onsite' | 'online' | 'hybrid';
  readonly regionName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: EventState;
  readonly isSample: boolean;
  readonly orgName: string;
  readonly capacity: number;
  readonly taken: number;
  readonly items: number;
  readonly contracts: number;
}

/** An event in a list: the day first, then what, where, and whether a seat is left. */
export function EventRow({ row, level = 2 }: { row: EventRowData; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const day = dayOf(row.startsAt);
  const free = Math.max(0, row.capacity - row.taken);
  return (
    <article className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-4 gap-y-1 border-b border-line py-5 sm:grid-cols-[5rem_minmax(0,1fr)_9rem] sm:gap-x-6">
      <p className="nums text-center leading-tight">
        <b className="block text-2xl text-primary">{Number(day.slice(8))}</b>
        <span className="text-sm text-ink-soft">
          {Number(day.slice(0, 4))}.{day.slice(5, 7)}
        </span>
      </p>
      <div className="min-w-0">
        <Heading className="text-lg font-bold leading-normal">
          <Link to={`/events/${row.no}`} className="link-quiet">
            {row.title}
          </Link>
        </Heading>
        {row.theme && <p className="text-ink-soft">{row.theme}</p>}
        <p className="mt-1 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm text-ink-soft">
          <Tag>{eventKindLabels[row.kind]}</Tag>
          <span>
            <DateText value={day} as="cn" /> <TimeSpan from={row.startsAt} to={row.endsAt} />
          </span>
          <span>{row.mode === 'online' ? '线上' : `${row.regionName} ${row.venue}`}</span>
          <span>
            {row.orgName} {row.isSample && <Sample />}
          </span>
        </p>
      </div>
      <div className="col-start-2 flex flex-wrap items-baseline gap-x-4 sm:col-start-auto sm:block sm:text-right">
        <StateMark tone={eventTone[row.state]}>{labelOf(eventMachine, row.state)}</StateMark>
        <p className="nums text-sm text-ink-soft">
          {row.state === 'published' ? (free > 0 ? `余 ${free} 席` : '已满，可候补') : `${row.items} 项成果和需求`}
        </p>
        {row.contracts > 0 && <p className="nums text-sm font-bold text-accent">签约 {row.contracts} 份</p>}
      </div>
    </article>
  );
}
