import { Link } from '@remix-run/react';
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

/** The agenda by time; a speaker's name stands only where he agreed to it. */
export function Agenda({ sessions }: { sessions: readonly Session[] }) {
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
}

/** Achievements and demands that are presented. */
export function ProgrammeItems({ items }: { items: readonly ProgrammeItem[] }) {
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
          </p>
        </li>
      ))}
    </ul>
  );
}
