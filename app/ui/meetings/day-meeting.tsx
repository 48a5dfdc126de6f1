import {
  eventMeetingMachine,
  type EventMeetingState,
  type MeetingOutcome,
  meetingOutcomeLabels,
} from '#app/domain/event-meeting.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { spanOf } from './meeting-words.ts';

export interface DayMeeting {
  readonly id: string;
  readonly state: EventMeetingState;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly table: string;
  readonly slotId: string;
  readonly tableId: string;
  readonly isFixed: boolean;
  readonly dealId: string | null;
  readonly sides: readonly {
    readonly registrationId: string;
    readonly who: string;
    readonly lateMinutes: number | null;
    readonly isAbsent: boolean;
    readonly outcome: MeetingOutcome | null;
  }[];
}
interface DayMeetingProps {
  meeting: DayMeeting;
  slots: readonly { readonly id: string; readonly startsAt: Date; readonly endsAt: Date }[];
  tables: readonly { readonly id: string; readonly label: string }[];
}

/** One meeting on the organizer's day: who comes late, who did not come, another place. Its deeds are folded and not printed. */
export function DayMeetingRow({ meeting, slots, tables }: DayMeetingProps) {
  const deeds = allowed(eventMeetingMachine, meeting.state, ['organizer']);
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <b className="w-20 shrink-0 tabular-nums">{meeting.table}</b>
        <span className="min-w-0 flex-1 basis-60">
          {meeting.sides.map(({ registrationId, who, lateMinutes, isAbsent }, i) => (
            <span key={registrationId}>
              {i > 0 && ' ↔ '}
              {who}
              {lateMinutes !== null && <span className="text-attention">（晚到 {lateMinutes} 分钟）</span>}
              {isAbsent && <span className="text-danger">（没有到）</span>}
            </span>
          ))}
        </span>
        <StateMark tone={meeting.state === 'held' ? 'good' : meeting.state === 'missed' ? 'danger' : 'info'}>
          {labelOf(eventMeetingMachine, meeting.state)}
          {meeting.isFixed && '，固定'}
        </StateMark>
      </div>
      {meeting.sides.some(({ outcome }) => outcome !== null) && (
        <p className="text-sm text-ink-soft">
          评价：{meeting.sides.map(({ outcome }) => (outcome ? meetingOutcomeLabels[outcome] : '未评')).join('、')}
          {meeting.dealId && '，已开洽谈室'}
        </p>
      )}
      {deeds.length > 0 && (
        <details className="print:hidden">
          <summary className="min-h-8 cursor-pointer text-sm text-primary">处理{meeting.table}这一场</summary>
          <div className="mt-2 grid gap-3 pb-2">
            <div className="flex flex-wrap gap-2">
              {deeds.includes('hold') && <Deed id={meeting.id} intent="hold" word="已见面" />}
              {deeds.includes('miss') &&
                meeting.sides.map(({ registrationId, who }) => (
                  <Deed
                    key={registrationId}
                    id={meeting.id}
                    intent="miss"
                    word={`${who.split(' · ')[0] ?? ''}没有到`}
                    absentId={registrationId}
                  />
                ))}
              {meeting.state === 'planned' &&
                meeting.sides.map(({ registrationId, who, lateMinutes }) => (
                  <IntentForm key={`late-${registrationId}`} intent="late">
                    <input type="hidden" name="meetingId" value={meeting.id} />
                    <input type="hidden" name="registrationId" value={registrationId} />
                    <SubmitButton look="secondary" name="minutes" value={lateMinutes === null ? '10' : '0'}>
                      {`${who.split(' · ')[0] ?? ''}${lateMinutes === null ? '晚到 10 分钟' : '能准时到'}`}
                    </SubmitButton>
                  </IntentForm>
                ))}
              {deeds.includes('cancel') && <Deed id={meeting.id} intent="cancel" word="取消这场" />}
              {meeting.state === 'planned' && (
                <IntentForm intent="fix">
                  <input type="hidden" name="meetingId" value={meeting.id} />
                  <SubmitButton look="secondary" name="isFixed" value={meeting.isFixed ? 'no' : 'yes'}>
                    {meeting.isFixed ? '不再固定' : '固定在这里'}
                  </SubmitButton>
                </IntentForm>
              )}
            </div>
            {meeting.state === 'planned' && (
              <IntentForm intent="move" className="flex flex-wrap items-end gap-2">
                <input type="hidden" name="meetingId" value={meeting.id} />
                <div className="text-sm">
                  <label htmlFor={`slot-${meeting.id}`}>时段</label>
                  <Select
                    id={`slot-${meeting.id}`}
                    name="slotId"
                    defaultValue={meeting.slotId}
                    options={slots.map(({ id, startsAt, endsAt }) => ({ value: id, label: spanOf(startsAt, endsAt) }))}
                  />
                </div>
                <div className="text-sm">
                  <label htmlFor={`table-${meeting.id}`}>桌</label>
                  <Select
                    id={`table-${meeting.id}`}
                    name="tableId"
                    defaultValue={meeting.tableId}
                    options={tables.map(({ id, label }) => ({ value: id, label }))}
                  />
                </div>
                <SubmitButton look="secondary">换到这里（有人就对调）</SubmitButton>
              </IntentForm>
            )}
          </div>
        </details>
      )}
    </li>
  );
}

function Deed({ id, intent, word, absentId }: { id: string; intent: string; word: string; absentId?: string }) {
  return (
    <IntentForm intent={intent}>
      <input type="hidden" name="meetingId" value={id} />
      {absentId && <input type="hidden" name="absentId" value={absentId} />}
      <SubmitButton look={intent === 'cancel' ? 'danger' : 'secondary'}>{word}</SubmitButton>
    </IntentForm>
  );
}
