import { Link } from '@remix-run/react';
import { eventRegistrationMachine, type EventRegistrationState } from '#app/domain/event-registration.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { registrationTone } from './event-tone.ts';

interface OwnRegistration {
  readonly id: string;
  readonly code: string;
  readonly state: EventRegistrationState;
  readonly replyDueAt: Date | null;
  readonly title: string;
  readonly startsAt: Date;
  readonly venue: string;
}

/** What the person is registered for, with the way to each ticket. */
export function OwnRegistrations({ rows }: { rows: readonly OwnRegistration[] }) {
  return (
    <section>
      <SectionHead look="plain">我的报名</SectionHead>
      {rows.length === 0 ? (
        <EmptyState title="还没有报名活动" action={<ButtonLink to="/events">看近期活动</ButtonLink>}>
          报名后参会码、候补进度都在这里。
        </EmptyState>
      ) : (
        <ul className="rounded-lg border border-line bg-card">
          {rows.map((row) => (
            <li
              key={row.id}
              className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-5 py-2"
            >
              <span className="min-w-0">
                <Link to={`/tickets/${row.code}`} className="link inline-flex min-h-11 items-center">
                  {row.title}
                </Link>
                <span className="block text-sm text-ink-soft">
                  <DateText value={row.startsAt} as="minute" /> {row.venue}
                </span>
              </span>
              <StateMark tone={registrationTone[row.state]}>{labelOf(eventRegistrationMachine, row.state)}</StateMark>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
