import { localTime } from '#app/domain/event-form.ts';
import { eventMachine, type EventState } from '#app/domain/event.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { Pledge } from './pledge.tsx';

export interface DeskReply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface EventDeedsProps {
  event: { readonly state: EventState; readonly startsAt: Date; readonly reviewNote: string };
  events: readonly string[];
  report: { readonly summary: string; readonly returnNote: string } | null;
  reply: DeskReply | undefined;
}

const buttons: Readonly<Record<string, string>> = {
  submit: '提交保密审查',
  publish: '通过审查并发布',
  return: '退回修改',
  close: '提前截止报名',
  reopen: '重新开放报名',
  start: '现在开始',
  end: '现在结束',
  cancel: '取消活动',
  report: '提交活动报告',
  confirm: '确认报告',
  returnReport: '退回报告',
};
const noted = new Set(['return', 'cancel', 'returnReport']);
const intentOf = (word: string): string => (word === 'returnReport' ? 'return-report' : word);

/** The steps that this person may take now, each with what it does. */
export function EventDeeds({ event, events, report, reply }: EventDeedsProps) {
  return (
    <div className="grid gap-3">
      {event.state === 'draft' && event.reviewNote && (
        <Notice kind="attention" title="保密审查退回">
          {event.reviewNote}
        </Notice>
      )}
      {event.state === 'held' && report?.returnNote && (
        <Notice kind="attention" title="主管部门退回报告">
          {report.returnNote}
        </Notice>
      )}
      {report && event.state !== 'held' && (
        <Notice kind="info" title="活动总结">
          <span className="whitespace-pre-line">{report.summary}</span>
        </Notice>
      )}
      <div className="grid items-start gap-3 sm:grid-cols-2">
        {events.map((word, at) => {
          const errors = reply?.intent === intentOf(word) ? reply.errors : {};
          return (
            <IntentForm
              key={word}
              intent={intentOf(word)}
              className="grid gap-3 rounded-lg border border-line bg-card px-5 py-4"
            >
              <p className="text-sm text-ink-soft">{transitionOf(eventMachine, event.state, word)?.says}</p>
              {noted.has(word) && (
                <Field name="note" scope={word} label="原因" error={errors.note}>
                  {(control) => <TextInput {...control} />}
                </Field>
              )}
              {word === 'publish' && (
                <Pledge scope={word} error={errors.pledge}>
                  我已审查，材料不涉密，可以公开
                </Pledge>
              )}
              {word === 'reopen' && (
                <Field name="until" scope={word} label="报名延长到" error={errors.until}>
                  {(control) => (
                    <TextInput {...control} type="datetime-local" defaultValue={localTime(event.startsAt)} />
                  )}
                </Field>
              )}
              {word === 'report' && (
                <Field name="summary" scope={word} label="活动总结" error={errors.summary}>
                  {(control) => <TextArea {...control} defaultValue={report?.summary ?? ''} />}
                </Field>
              )}
              <span>
                <SubmitButton
                  intent={intentOf(word)}
                  look={word === 'cancel' ? 'danger' : at === 0 ? 'primary' : 'secondary'}
                >
                  {buttons[word] ?? word}
                </SubmitButton>
              </span>
            </IntentForm>
          );
        })}
      </div>
    </div>
  );
}
