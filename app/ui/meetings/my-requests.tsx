import { meetingRequestMachine, type MeetingReasons, type MeetingRequestState } from '#app/domain/event-meeting.ts';
import { labelOf } from '#app/domain/machine.ts';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import type { Tone } from '../tone.ts';
import { whoWords } from './meeting-words.ts';

export interface MyRequest {
  readonly id: string;
  readonly state: MeetingRequestState;
  readonly isMine: boolean;
  readonly purpose: string;
  readonly reasons: MeetingReasons | null;
  readonly replyNote: string;
  /** Its meeting has begun: it is rated, and no longer answered. */
  readonly isAnswered: boolean;
  readonly other: { readonly name: string; readonly unit: string; readonly post: string };
}

const tones: Partial<Record<MeetingRequestState, Tone>> = { accepted: 'good', pending: 'attention', suggested: 'info' };

/** Requests and suggestions of a participant, each with what he may answer. */
export function MyRequests({ requests }: { requests: readonly MyRequest[] }) {
  return (
    <ul className="grid gap-3">
      {requests.map((request) => (
        <li key={request.id} className="rounded-lg border border-line bg-card px-4 py-3 sm:px-5">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p className="font-bold">{whoWords(request.other)}</p>
            <StateMark tone={tones[request.state] ?? 'neutral'}>
              {labelOf(meetingRequestMachine, request.state)}
            </StateMark>
          </div>
          {request.purpose && (
            <p className="text-sm">
              {request.isMine ? '你想谈：' : '对方想谈：'}
              {request.purpose}
            </p>
          )}
          {request.reasons && (
            <p className="text-sm text-ink-soft">
              需求「{request.reasons.demandTitle}」与成果「{request.reasons.achievementTitle}」相符
              {request.reasons.terms.length > 0 && `：都谈到 ${request.reasons.terms.join('、')}`}
              {request.reasons.backwardPpm !== null && (
                <span className="block">
                  成果对需求的满足 {percent(request.reasons.scorePpm)}，需求对成果的用武之地{' '}
                  {percent(request.reasons.backwardPpm)}
                </span>
              )}
            </p>
          )}
          {request.replyNote && <p className="text-sm text-ink-soft">答复：{request.replyNote}</p>}
          {!request.isAnswered && <Answers request={request} />}
        </li>
      ))}
    </ul>
  );
}

const percent = (ppm: number): string => `${Math.round(ppm / 10_000)}%`;

function Answers({ request: { id, state, isMine } }: { request: MyRequest }) {
  const deeds =
    state === 'suggested'
      ? ([
          ['accept', '想见'],
          ['decline', '不用安排'],
        ] as const)
      : state === 'pending'
        ? isMine
          ? ([['withdraw', '撤回']] as const)
          : ([
              ['accept', '同意见面'],
              ['decline', '婉拒'],
            ] as const)
        : state === 'accepted'
          ? ([['withdraw', '不再见面']] as const)
          : [];
  if (deeds.length === 0) return null;
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {deeds.map(([deed, word]) => (
        <IntentForm key={deed} intent={deed}>
          <input type="hidden" name="requestId" value={id} />
          <SubmitButton look={deed === 'accept' ? 'primary' : 'secondary'}>{word}</SubmitButton>
        </IntentForm>
      ))}
    </div>
  );
}
