import { Link } from '@remix-run/react';
import {
  eventMeetingMachine,
  type EventMeetingState,
  meetingOutcomeLabels,
  meetingOutcomes,
} from '#app/domain/event-meeting.ts';
import type { MeetingOutcome } from '#app/domain/event-meeting.ts';
import { labelOf } from '#app/domain/machine.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { spanOf, whoWords } from './meeting-words.ts';

export interface MyMeeting {
  readonly id: string;
  readonly state: EventMeetingState;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly table: string;
  readonly url: string;
  readonly purpose: string;
  readonly other: { readonly name: string; readonly unit: string; readonly post: string };
  readonly outcome: MeetingOutcome | null;
  readonly otherHasIntent: boolean;
  readonly lateMinutes: number | null;
  readonly otherLateMinutes: number | null;
  readonly dealId: string | null;
  readonly hasBegun: boolean;
  readonly isOver: boolean;
  readonly offered: readonly { readonly id: string; readonly name: string }[];
}

/** One meeting of a participant: when, where, with whom; late before it, one tap after it. */
export function MyMeetingCard({ meeting }: { meeting: MyMeeting }) {
  const { outcome, hasBegun, isOver } = meeting;
  return (
    <li className="rounded-lg border border-line bg-card px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="text-lg font-bold tabular-nums">
          {spanOf(meeting.startsAt, meeting.endsAt)} · {meeting.table}
        </p>
        <StateMark tone={meeting.state === 'held' ? 'good' : meeting.state === 'missed' ? 'neutral' : 'info'}>
          {labelOf(eventMeetingMachine, meeting.state)}
        </StateMark>
      </div>
      <p className="font-bold">{whoWords(meeting.other)}</p>
      {meeting.purpose && <p className="text-sm text-ink-soft">想谈：{meeting.purpose}</p>}
      {meeting.otherLateMinutes !== null && (
        <p className="text-sm text-attention">对方说会晚到 {meeting.otherLateMinutes} 分钟</p>
      )}
      {meeting.url && !isOver && (
        <p>
          <a href={meeting.url} rel="noreferrer" className="underline underline-offset-4">
            进入视频室
          </a>
        </p>
      )}
      {meeting.otherHasIntent && meeting.dealId === null && (
        <p className="mt-2 font-bold text-attention">
          {outcome === 'intent' ? '双方都有意向' : '对方有合作意向；你也有，就点“意向”打开洽谈室'}
        </p>
      )}
      {outcome === 'intent' && !meeting.otherHasIntent && (
        <p className="mt-2 text-sm text-ink-soft">已告诉对方你有意向，对方也选“意向”后打开洽谈室。</p>
      )}
      {hasBegun ? <Rating meeting={meeting} /> : <Late meeting={meeting} />}
      {outcome === 'intent' && meeting.dealId && (
        <p className="mt-2">
          <Link to={`/desk/deals/${meeting.dealId}`} className="font-bold underline underline-offset-4">
            进入洽谈室
          </Link>
        </p>
      )}
      {meeting.offered.length > 0 && <OpenDeal meeting={meeting} />}
    </li>
  );
}

function Rating({ meeting }: { meeting: MyMeeting }) {
  return (
    <IntentForm intent="rate" className="mt-2">
      <input type="hidden" name="meetingId" value={meeting.id} />
      <fieldset>
        <legend className="text-sm text-ink-soft">
          谈得怎么样？点一下就行，之后还能改。只有选“意向”会告诉对方，双方都选就打开洽谈室。
        </legend>
        <div className="mt-1 flex flex-wrap gap-2">
          {meetingOutcomes.map((outcome) => (
            <SubmitButton
              key={outcome}
              look={meeting.outcome === outcome ? 'primary' : 'secondary'}
              name="outcome"
              value={outcome}
              pendingText="…"
            >
              {meeting.outcome === outcome ? `✓ ${meetingOutcomeLabels[outcome]}` : meetingOutcomeLabels[outcome]}
            </SubmitButton>
          ))}
        </div>
      </fieldset>
    </IntentForm>
  );
}

function Late({ meeting }: { meeting: MyMeeting }) {
  if (meeting.state !== 'planned') return null;
  return (
    <IntentForm intent="late" className="mt-2 flex flex-wrap items-center gap-2">
      <input type="hidden" name="meetingId" value={meeting.id} />
      {meeting.lateMinutes === null ? (
        <>
          <span className="text-sm text-ink-soft">会晚到？告诉对方：</span>
          {[5, 10].map((minutes) => (
            <SubmitButton key={minutes} look="secondary" name="minutes" value={String(minutes)}>
              {`晚 ${minutes} 分钟`}
            </SubmitButton>
          ))}
        </>
      ) : (
        <>
          <span className="text-sm text-attention">已告诉对方你会晚到 {meeting.lateMinutes} 分钟</span>
          <SubmitButton look="quiet" name="minutes" value="0">
            能准时到了
          </SubmitButton>
        </>
      )}
    </IntentForm>
  );
}

function OpenDeal({ meeting }: { meeting: MyMeeting }) {
  return (
    <IntentForm intent="openDeal" className="mt-3 grid gap-2 border-t border-line pt-3">
      <input type="hidden" name="meetingId" value={meeting.id} />
      <Field name="achievementId" label="意向是关于哪项成果？选好就打开洽谈室" scope={meeting.id} width="half">
        {(control) => (
          <Select
            {...control}
            blank="请选成果"
            options={meeting.offered.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Field>
      <div>
        <SubmitButton intent="openDeal">打开洽谈室</SubmitButton>
      </div>
    </IntentForm>
  );
}
