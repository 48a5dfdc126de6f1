import { Link } from '@remix-run/react';
import { formatInstant } from '#app/domain/days.ts';
import { itemTimes } from '#app/domain/event-programme.ts';
import { Tag } from '../tag.tsx';
import { TimeSpan } from './time-span.tsx';

interface Session {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly room: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly speakers: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly post: string;
    readonly unit: string;
  }[];
}

/** The agenda by time with what is shown in each part; a name stands only where the person agreed to it. */
export function Agenda({ sessions, items }: { sessions: readonly Session[]; items: readonly ProgrammeItem[] }) {
  const times = itemTimes(sessions, items);
  return (
    <ol>
      {sessions.map((session) => (
        <li key={session.id} className="grid gap-x-6 border-b border-line py-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <p className="text-ink-soft">
            <TimeSpan from={session.startsAt} to={session.endsAt} />
            {session.room && <span className="block text-sm">{session.room}</span>}
          </p>
          <div className="min-w-0">
            <h3 className="font-bold">{session.title}</h3>
            {session.note && <p className="text-ink-soft">{session.note}</p>}
            {session.speakers.map((one) => (
              <p key={one.id} className="text-sm text-ink-soft">
                {one.name !== null && <b className="mr-2 text-ink">{one.name}</b>}
                {one.unit} {one.post}
              </p>
            ))}
            {items
              .filter(({ sessionId }) => sessionId === session.id)
              .map((item) => (
                <p key={item.id} className="text-sm">
                  <span className="nums mr-2 text-ink-soft">{clock(times.get(item.id))}</span>
                  {item.title}
                  {item.presenter && <span className="ml-2 text-ink-soft">{item.presenter}</span>}
                  <span className="nums ml-2 text-ink-soft">{item.minutes} 分钟</span>
                </p>
              ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

interface ProgrammeItem {
  readonly id: string;
  readonly kind: 'achievement' | 'demand';
  readonly no: string;
  readonly title: string;
  readonly orgName: string | null;
  readonly sessionId: string | null;
  readonly minutes: number;
  readonly presenter: string;
}

const clock = (at: Date | undefined): string => (at === undefined ? '' : formatInstant(at).slice(-5));

interface ProgrammeItemsProps {
  /** Of the event. */
  no: string;
  items: readonly ProgrammeItem[];
  /** Slides that this reader may see. */
  slides: readonly { readonly id: string; readonly itemId: string; readonly name: string }[];
}

/** Achievements and demands that are presented, with their slides. */
export function ProgrammeItems({ no, items, slides }: ProgrammeItemsProps) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id} className="border-b border-line py-3">
          <Link
            to={`/${item.kind === 'achievement' ? 'achievements' : 'demands'}/${item.no}`}
            className="link-quiet inline-flex min-h-11 items-center font-bold sm:min-h-8"
          >
            {item.title}
          </Link>
          <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
            <Tag>{item.kind === 'achievement' ? '成果' : '需求'}</Tag>
            <span>{item.orgName ?? '匿名企业'}</span>
            {slides
              .filter(({ itemId }) => itemId === item.id)
              .map(({ id, name }) => (
                <a
                  key={id}
                  href={`/events/${no}/files/${id}`}
                  className="link inline-flex min-h-11 items-center sm:min-h-0"
                >
                  讲解材料<span className="sr-only">：{name}</span>
                </a>
              ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
