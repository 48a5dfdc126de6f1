import { declineReasonLabels } from '#app/domain/deal.ts';
import {
  declineWords,
  type MatchAnswer as Answer,
  matchAnswerLabels,
  matchDeclineReasons,
  maxDeclineNote,
} from '#app/domain/match-answer.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { Select } from './select.tsx';
import type { Shape } from './state-shape.tsx';
import { StateMark } from './state-mark.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import type { Tone } from './tone.ts';

export interface AnswerReply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

export interface AnsweredMatch {
  readonly id: string;
  readonly title: string;
  readonly answer: Answer | null;
  readonly reason: string | null;
  /** What was written beside the reason. */
  readonly note: string | null;
  /** Said by the own side, so that it can be taken back. */
  readonly isOwnAnswer: boolean;
}

const looks: Readonly<Record<Answer, readonly [Tone, Shape]>> = {
  interested: ['info', 'check'],
  contacted: ['info', 'half'],
  declined: ['neutral', 'cross'],
  contracted: ['gold', 'diamond'],
};

/** What became of a match, in a word; a "no" with its reason and whose it is. */
export function MatchAnswerMark({ match }: { match: AnsweredMatch }) {
  if (match.answer === null) return null;
  const [tone, shape] = looks[match.answer];
  const isTheirs = match.answer === 'declined' && !match.isOwnAnswer;
  return (
    <StateMark tone={tone} shape={shape}>
      {isTheirs ? '对方认为不合适' : matchAnswerLabels[match.answer]}
      {match.answer === 'declined' && `：${declineWords(match.reason, match.note)}`}
    </StateMark>
  );
}

const reasonOptions = matchDeclineReasons.map((value) => ({ value, label: declineReasonLabels[value] }));

interface MatchAnswerFormsProps {
  match: AnsweredMatch;
  reply: AnswerReply | undefined;
  /** The page that takes the answer, where it is not this one. */
  to?: string;
}

/** 感兴趣, 不合适 with its reason, and the way back: the answers that a side gives by hand. */
export function MatchAnswerForms({ match, reply, to }: MatchAnswerFormsProps) {
  const isRefused = reply?.intent === 'dismiss' && reply.values.matchId === match.id;
  const said = (name: string) => {
    const value = isRefused ? reply.values[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const mayTakeBack = match.isOwnAnswer && (match.answer === 'interested' || match.answer === 'declined');
  const mayAnswer = match.answer === null || match.answer === 'interested';
  return (
    <>
      {match.answer === null && <OneButton intent="interested" match={match} label="感兴趣" to={to} />}
      {mayTakeBack && (
        <OneButton
          intent="restore"
          match={match}
          to={to}
          label={match.answer === 'declined' ? '撤回「不合适」' : '取消「感兴趣」'}
        />
      )}
      {mayAnswer && (
        <details open={isRefused} className="max-w-full">
          <summary className="bare-summary inline-flex min-h-11 cursor-pointer items-center rounded-md border border-control bg-card px-4 text-sm sm:min-h-9">
            不合适<span className="sr-only">：{match.title}</span>
          </summary>
          <IntentForm intent="dismiss" action={to} className="mt-2 grid gap-2" preventScrollReset>
            <input type="hidden" name="matchId" value={match.id} />
            <Field
              name="reason"
              label="为什么不合适"
              scope={match.id}
              error={isRefused ? (reply.errors.reason ?? reply.errors['']) : undefined}
            >
              {(control) => (
                <Select {...control} options={reasonOptions} blank="请选择" defaultValue={said('reason')} />
              )}
            </Field>
            <Field
              name="note"
              required={false}
              label="补充一句"
              why="选「其他原因」的要写。对方看得到。"
              scope={match.id}
              error={isRefused ? reply.errors.note : undefined}
            >
              {(control) => <TextInput {...control} maxLength={maxDeclineNote} defaultValue={said('note')} />}
            </Field>
            <div>
              <SubmitButton look="secondary">标为不合适</SubmitButton>
            </div>
          </IntentForm>
        </details>
      )}
    </>
  );
}

interface OneButtonProps {
  intent: string;
  match: AnsweredMatch;
  label: string;
  to?: string;
}

function OneButton({ intent, match, label, to }: OneButtonProps) {
  return (
    <IntentForm intent={intent} action={to} preventScrollReset>
      <input type="hidden" name="matchId" value={match.id} />
      <SubmitButton look={intent === 'restore' ? 'quiet' : 'secondary'} pendingText="正在提交…">
        {label}
        <span className="sr-only">：{match.title}</span>
      </SubmitButton>
    </IntentForm>
  );
}
