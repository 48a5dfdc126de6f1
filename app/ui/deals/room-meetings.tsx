import { useActionData } from '@remix-run/react';
import { useState } from 'react';
import { formatInstant } from '#app/domain/days.ts';
import { meetingMachine, type MeetingSlot, type MeetingState } from '#app/domain/deal-meeting.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

export interface MeetingLine {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly slots: readonly MeetingSlot[];
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly state: MeetingState;
  readonly minutes: string | null;
  readonly orgName: string;
  readonly proposerName: string;
  readonly isOwn: boolean;
  /** Its time has come: minutes can be written. */
  readonly isOver: boolean;
}

export interface RoomReply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

const tones = { proposed: 'attention', fixed: 'info', held: 'good', cancelled: 'neutral' } as const;
const timesOf = (from: Date, to: Date): string => `${formatInstant(from)} 至 ${formatInstant(to).slice(-5)}`;

interface RoomMeetingsProps {
  dealId: string;
  meetings: readonly MeetingLine[];
  mayWrite: boolean;
  replayKey: string;
}

/** Meetings of a room: times proposed and picked, a calendar file, the minutes. */
export function RoomMeetings({ dealId, meetings, mayWrite, replayKey }: RoomMeetingsProps) {
  return (
    <section aria-labelledby="meetings">
      <SectionHead look="plain" id="meetings">
        会议
      </SectionHead>
      {meetings.length === 0 && <p className="text-sm text-ink-soft">还没有约会议。</p>}
      <ul className="grid gap-3">
        {meetings.map((meeting) => (
          <li key={meeting.id} className="rounded-lg border border-line bg-card px-4 py-3">
            <h3 className="flex flex-wrap items-baseline justify-between gap-x-4 font-bold">
              <span className="break-words">{meeting.title}</span>
              <StateMark tone={tones[meeting.state]}>{labelOf(meetingMachine, meeting.state)}</StateMark>
            </h3>
            <p className="break-words text-sm text-ink-soft">
              {meeting.place}，{meeting.orgName} {meeting.proposerName} 提出
            </p>
            {meeting.startsAt !== null && meeting.endsAt !== null && (
              <p className="nums text-sm">
                {timesOf(meeting.startsAt, meeting.endsAt)}{' '}
                {(meeting.state === 'fixed' || meeting.state === 'cancelled') && (
                  <a href={`/desk/deals/${dealId}/meetings/${meeting.id}.ics`} className="link" download>
                    {meeting.state === 'fixed' ? '加到日历' : '从日历里取消'}
                  </a>
                )}
              </p>
            )}
            {meeting.minutes && (
              <p className="mt-2 whitespace-pre-line break-words border-l-2 border-line pl-3 text-sm">
                {meeting.minutes}
              </p>
            )}
            {meeting.state === 'proposed' && <Slots meeting={meeting} mayPick={mayWrite && !meeting.isOwn} />}
            {mayWrite && meeting.state === 'fixed' && meeting.isOver && <Minutes meetingId={meeting.id} />}
            {mayWrite && (meeting.state === 'proposed' || meeting.state === 'fixed') && (
              <IntentForm intent="cancelMeeting" className="mt-2">
                <input type="hidden" name="meetingId" value={meeting.id} />
                <SubmitButton look="quiet" intent="cancelMeeting">
                  取消会议
                </SubmitButton>
              </IntentForm>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && <Propose key={meetings.length} replayKey={replayKey} />}
    </section>
  );
}

function useReply(intent: string, isMine: (values: RoomReply['values']) => boolean = () => true) {
  const given = useActionData<RoomReply>();
  const reply = given?.intent === intent && isMine(given.values) ? given : undefined;
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string) => (typeof reply?.values[name] === 'string' ? reply.values[name] : '');
  return { isRefused: reply !== undefined, whole: whole?.[0], errors, typed };
}

function Slots({ meeting, mayPick }: { meeting: MeetingLine; mayPick: boolean }) {
  const { errors, whole } = useReply('fixMeeting', (values) => values.meetingId === meeting.id);
  const options = meeting.slots.map((slot, at) => ({
    value: String(at),
    label: timesOf(new Date(slot.startsAt), new Date(slot.endsAt)),
  }));
  if (!mayPick)
    return (
      <ul className="nums mt-1 text-sm">
        {options.map((option) => (
          <li key={option.value}>{option.label}</li>
        ))}
      </ul>
    );
  const scope = `fix-${meeting.id}`;
  return (
    <IntentForm intent="fixMeeting" className="mt-2 grid gap-2">
      <ErrorSummary errors={errors} message={whole} scope={scope} />
      <input type="hidden" name="meetingId" value={meeting.id} />
      <RadioGroup name="slot" label="选一个时间" scope={scope} options={options} error={errors.slot} />
      <div>
        <SubmitButton look="secondary" intent="fixMeeting">
          就这个时间
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

function Minutes({ meetingId }: { meetingId: string }) {
  const { errors, whole, typed } = useReply('holdMeeting', (values) => values.meetingId === meetingId);
  const scope = `hold-${meetingId}`;
  return (
    <IntentForm intent="holdMeeting" className="mt-2 grid gap-2">
      <ErrorSummary errors={errors} message={whole} scope={scope} />
      <input type="hidden" name="meetingId" value={meetingId} />
      <Field name="minutes" label="会议纪要" scope={scope} error={errors.minutes}>
        {(control) => <TextArea {...control} rows={4} maxLength={5000} defaultValue={typed('minutes')} />}
      </Field>
      <div>
        <SubmitButton look="secondary" intent="holdMeeting">
          存纪要
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

const rows = [0, 1, 2] as const;

function Propose({ replayKey: given }: { replayKey: string }) {
  // A live update brings a new key; what is being typed keeps its own until it is sent.
  const [replayKey] = useState(given);
  const { isRefused, errors, whole, typed } = useReply('meeting');
  return (
    <details className="mt-3 rounded-lg border border-line bg-card" open={isRefused}>
      <summary className="min-h-11 px-4 py-2.5 font-bold">约一次会议</summary>
      <IntentForm intent="meeting" replayKey={replayKey} className="grid gap-4 border-t border-line px-4 py-4">
        <ErrorSummary errors={errors} message={whole} scope="meeting" />
        <Field name="title" label="主题" scope="meeting" error={errors.title}>
          {(control) => <TextInput {...control} maxLength={80} defaultValue={typed('title')} />}
        </Field>
        <Field name="place" label="地点或线上链接" scope="meeting" error={errors.place}>
          {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('place')} />}
        </Field>
        {rows.map((at) => (
          <fieldset key={at} className="grid gap-3 sm:grid-cols-[auto_7rem_7rem]">
            <legend className="text-sm text-ink-soft">时间 {at + 1}</legend>
            {(['day', 'from', 'to'] as const).map((part) => {
              const name = `slots[${at}].${part}`;
              const label = { day: '日期', from: '从', to: '到' }[part];
              return (
                <Field key={part} name={name} label={label} scope="meeting" required={at === 0} error={errors[name]}>
                  {(control) =>
                    part === 'day' ? <DateInput {...control} /> : <TextInput {...control} placeholder="14:30" />
                  }
                </Field>
              );
            })}
          </fieldset>
        ))}
        <div>
          <SubmitButton look="secondary" intent="meeting">
            发给对方选
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
