import { dayOf } from '#app/domain/days.ts';
import { comingEventStates, type EventHost, type EventState, hostPartLabels, hostParts } from '#app/domain/event.ts';
import {
  eventRegistrationMachine,
  type EventRegistrationState,
  ticketKindLabels,
} from '#app/domain/event-registration.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { KeyValue } from '../key-value.tsx';
import { StateMark } from '../state-mark.tsx';
import { Countdown } from './countdown.tsx';
import { registrationTone } from './event-tone.ts';
import type { OpenTicket } from './register-form.tsx';
import { TimeSpan } from './time-span.tsx';
import { useLiveSeats } from './use-live-seats.ts';

export interface AsideFacts {
  readonly event: {
    readonly no: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly registrationEndsAt: Date;
    readonly mode: string;
    readonly venue: string;
    readonly mapUrl: string;
    readonly onlineUrl: string;
    readonly hosts: readonly EventHost[];
    readonly state: EventState;
  };
  readonly tickets: readonly OpenTicket[];
  readonly own: { readonly state: EventRegistrationState; readonly code: string } | null;
  readonly now: Date;
  readonly isOpen: boolean;
}

/** What stays in sight: when, where, how many seats are left, and the one next step. */
export function EventAside({ found: { event, tickets: given, own, now, isOpen } }: { found: AsideFacts }) {
  const tickets = useLiveSeats(event.no, given, isOpen);
  const hosts = hostParts.flatMap((part) => {
    const names = event.hosts.filter((host) => host.part === part).map(({ name }) => name);
    return names.length === 0 ? [] : [{ label: hostPartLabels[part], value: names.join('、') }];
  });
  return (
    <aside
      aria-label="时间、地点和报名"
      className="grid gap-4 rounded-lg border border-line bg-card p-5 lg:sticky lg:top-6 lg:col-start-2 lg:row-start-1"
    >
      <Countdown now={now} to={event.startsAt} />
      <KeyValue
        items={[
          {
            label: '时间',
            value: (
              <>
                <DateText value={dayOf(event.startsAt)} as="cn" /> <TimeSpan from={event.startsAt} to={event.endsAt} />
              </>
            ),
          },
          ...(event.mode === 'online'
            ? []
            : [
                {
                  label: '地点',
                  value: event.mapUrl ? (
                    <a href={event.mapUrl} className="link" rel="noreferrer">
                      {event.venue}
                    </a>
                  ) : (
                    event.venue
                  ),
                },
              ]),
          ...(event.mode === 'onsite'
            ? []
            : [
                {
                  label: '线上',
                  value: event.onlineUrl ? (
                    <a href={event.onlineUrl} className="link break-all" rel="noreferrer">
                      进入会议
                    </a>
                  ) : (
                    '报名成功后可见入口'
                  ),
                },
              ]),
          ...hosts,
          { label: '报名截止', value: <DateText value={event.registrationEndsAt} as="minute" /> },
        ]}
      />
      {isOpen && (
        <div>
          <h2 className="font-bold">名额</h2>
          <KeyValue
            look="spread"
            items={tickets.map((ticket) => ({
              label: ticketKindLabels[ticket.kind],
              value: (
                <span className="nums">
                  {ticket.isInviteOnly
                    ? '邀请参加'
                    : ticket.taken >= ticket.capacity
                      ? '已满，可候补'
                      : `余 ${ticket.capacity - ticket.taken} / ${ticket.capacity}`}
                </span>
              ),
            }))}
          />
        </div>
      )}
      {!isOpen && comingEventStates.includes(event.state) && <p className="font-bold">报名已截止</p>}
      {own !== null && (
        <p>
          <StateMark tone={registrationTone[own.state]} boxed>
            {labelOf(eventRegistrationMachine, own.state)}
          </StateMark>
        </p>
      )}
      <div className="grid gap-2">
        {own !== null && (
          <ButtonLink look="primary" to={`/tickets/${own.code}`}>
            看我的参会码
          </ButtonLink>
        )}
        {own === null && isOpen && (
          <ButtonLink look="primary" to="#register">
            去报名
          </ButtonLink>
        )}
        <ButtonLink to={`/events/${event.no}/calendar.ics`} reloadDocument>
          加入日历
        </ButtonLink>
      </div>
    </aside>
  );
}
