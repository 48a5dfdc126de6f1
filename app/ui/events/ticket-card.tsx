import { Link } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { type EventHost, type EventState, hostPartLabels } from '#app/domain/event.ts';
import {
  eventRegistrationMachine,
  type EventRegistrationState,
  type TicketKind,
  ticketKindLabels,
} from '#app/domain/event-registration.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from '../date-text.tsx';
import { KeyValue } from '../key-value.tsx';
import { Notice } from '../notice.tsx';
import { QrCode } from '../qr-code.tsx';
import { Sample } from '../sample.tsx';
import { StateMark } from '../state-mark.tsx';
import { registrationTone } from './event-tone.ts';
import { TimeSpan } from './time-span.tsx';

interface TicketFacts {
  readonly event: {
    readonly no: string;
    readonly title: string;
    readonly mode: string;
    readonly venue: string;
    readonly onlineUrl: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly state: EventState;
    readonly cancelReason: string;
    readonly isSample: boolean;
    readonly hosts: readonly EventHost[];
  };
  readonly orgName: string;
  readonly kind: TicketKind;
  readonly name: string;
  readonly companions: number;
  readonly state: EventRegistrationState;
  readonly replyDueAt: Date | null;
  readonly checkedInAt: Date | null;
  readonly before: number;
  readonly isInvited: boolean;
  readonly qr: { readonly size: number; readonly path: string; readonly shortCode: string } | null;
}

/** A ticket (参会码) or an invitation (邀请函): who, what, when, where, and the code for the door. */
export function TicketCard({ found }: { found: TicketFacts }) {
  const { event } = found;
  return (
    <article className="grid gap-4 rounded-lg border border-line bg-card p-5 sm:p-8">
      <p className="flex flex-wrap items-baseline justify-between gap-2">
        <span className="text-sm text-ink-soft">{found.isInvited ? '邀请函' : '参会码'}</span>
        <StateMark tone={registrationTone[found.state]} boxed>
          {labelOf(eventRegistrationMachine, found.state)}
        </StateMark>
      </p>
      <h1 className="text-xl font-bold">
        <Link to={`/events/${event.no}`} className="link-quiet">
          {event.title}
        </Link>
      </h1>
      {found.isInvited && (
        <p>
          尊敬的{found.name}：诚邀你作为{ticketKindLabels[found.kind]}出席本次活动，请在
          {found.replyDueAt && <DateText value={found.replyDueAt} as="minute" />} 前回执。
        </p>
      )}
      {event.state === 'cancelled' && (
        <Notice kind="danger" title="活动已取消">
          {event.cancelReason}
        </Notice>
      )}
      {found.state === 'offered' && found.replyDueAt && (
        <Notice kind="attention" title="有空位了">
          请在 <DateText value={found.replyDueAt} as="minute" /> 前确认，逾期让给下一位。
        </Notice>
      )}
      {found.state === 'waitlisted' && (
        <Notice kind="info" title={`候补中，前面还有 ${found.before} 位`}>
          有人取消时按先后自动轮到，会发消息给你。
        </Notice>
      )}
      {found.checkedInAt && (
        <Notice kind="success" title="已签到">
          <DateText value={found.checkedInAt} as="minute" />
        </Notice>
      )}
      {found.qr && (
        <div className="grid justify-items-center gap-2">
          <QrCode path={found.qr.path} size={found.qr.size} label="参会码，入场时出示" />
          <p className="text-sm text-ink-soft">
            扫不了码时报手动码 <b className="nums">{found.qr.shortCode}</b>
          </p>
        </div>
      )}
      <KeyValue
        items={[
          { label: '参会人', value: `${found.name}${found.companions > 0 ? `（随行 ${found.companions} 人）` : ''}` },
          { label: '身份', value: ticketKindLabels[found.kind] },
          {
            label: '时间',
            value: (
              <>
                <DateText value={dayOf(event.startsAt)} as="cn" /> <TimeSpan from={event.startsAt} to={event.endsAt} />
              </>
            ),
          },
          { label: '地点', value: event.mode === 'online' ? '线上' : event.venue },
          ...(event.onlineUrl
            ? [
                {
                  label: '线上',
                  value: (
                    <a href={event.onlineUrl} className="link" rel="noreferrer">
                      进入会议
                    </a>
                  ),
                },
              ]
            : []),
          ...event.hosts.map(({ part, name }) => ({ label: hostPartLabels[part], value: name })),
          {
            label: '组织方',
            value: (
              <>
                {found.orgName} {event.isSample && <Sample />}
              </>
            ),
          },
        ]}
      />
      {found.qr && <p className="text-sm text-ink-soft">参会码只能用一次，请不要转发；可以截图，没有网络也能入场。</p>}
    </article>
  );
}
