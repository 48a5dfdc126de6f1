import type { Day } from '#app/domain/days.ts';
import { owesScores, panelLacks, usualScoresOn } from '#app/domain/evaluation-days.ts';
import {
  type EvaluationState,
  expertMachine,
  type ExpertState,
  leastExperts,
  panelFault,
  type Scores,
  type ValueKey,
  valueKeys,
  valueLabels,
} from '#app/domain/evaluation.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ButtonLink } from '../button.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

interface EvaluatorDeskProps {
  id: string;
  state: EvaluationState;
  /** By when the unit asked for the report. */
  dueOn: Day | null;
  today: Day;
  panel: readonly {
    readonly id: string;
    readonly name: string;
    readonly state: ExpertState;
    readonly dueOn: Day | null;
    readonly urgedOn: Day | null;
    readonly declaration: string | null;
    /** Only once scoring has ended. */
    readonly comment: string | null;
    readonly reasons: Readonly<Partial<Record<ValueKey, string>>>;
    readonly scores: Scores;
  }[];
  reply: DeedReply | undefined;
}

/** What the evaluating organisation does: take the commission, call the panel, end the scoring, issue the report. */
export function EvaluatorDesk({ id, state, dueOn, today, panel, reply }: EvaluatorDeskProps) {
  const errors = reply?.errors ?? {};
  const inviting = replyTo(reply, 'invite');
  const missing = panelFault(panel);
  const lacks = panelLacks(state, panel);
  const awaited = panel.filter((expert) => owesScores(expert.state)).length;
  return (
    <section className="grid max-w-form gap-5 rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      {state === 'requested' && (
        <div className="flex flex-wrap items-end gap-4">
          <IntentForm intent="accept">
            <SubmitButton intent="accept">受理委托</SubmitButton>
          </IntentForm>
          <IntentForm intent="decline" className="flex flex-wrap items-end gap-3">
            <Field name="note" label="不受理的原因" error={errors.note}>
              {(control) => <TextInput {...control} maxLength={300} />}
            </Field>
            <SubmitButton intent="decline" look="secondary">
              不受理
            </SubmitButton>
          </IntentForm>
        </div>
      )}
      {state !== 'requested' && (
        <>
          <SectionHead look="plain" note={`至少 ${leastExperts} 位、单数；结束评分以后看评分、理由和意见`}>
            专家组
          </SectionHead>
          <ul className="text-sm">
            {panel.map((expert) => (
              <li key={expert.id} className="border-b border-line py-2 last:border-b-0">
                <span className="flex items-baseline justify-between gap-4">
                  <b>{expert.name}</b>
                  <StateMark tone={expert.state === 'scored' ? 'good' : 'neutral'}>
                    {labelOf(expertMachine, expert.state)}
                  </StateMark>
                </span>
                {state === 'running' && owesScores(expert.state) && (
                  <Urge expert={expert} today={today} reply={reply} />
                )}
                {expert.declaration && <span className="block text-ink-soft">声明：{expert.declaration}</span>}
                {valueKeys
                  .filter((key) => expert.reasons[key])
                  .map((key) => (
                    <span key={key} className="block break-words">
                      {valueLabels[key]} {expert.scores[key] ?? '不适用'}：{expert.reasons[key]}
                    </span>
                  ))}
                {expert.comment && <span className="block break-words">总体意见：{expert.comment}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {state === 'running' && (
        <>
          <IntentForm intent="invite" className="flex flex-wrap items-end gap-3">
            <Field name="phone" label="邀请专家（手机号）" error={inviting.errors.phone}>
              {(control) => <TextInput {...control} inputMode="tel" defaultValue={inviting.typed('phone')} />}
            </Field>
            <Field name="dueOn" label="请他评完的日子" error={inviting.errors.dueOn}>
              {(control) => (
                <DateInput {...control} defaultValue={inviting.typed('dueOn') || usualScoresOn(today, dueOn)} />
              )}
            </Field>
            <SubmitButton intent="invite" look="secondary">
              邀请
            </SubmitButton>
          </IntentForm>
          {missing === null ? (
            <IntentForm intent="collect" className="grid gap-2">
              <p className="text-sm text-ink-soft">
                评分齐了。结束评分以后你看到每位专家的评分、理由和总体意见，再写报告；专家不能再改评分，不能再请专家
                {awaited > 0 && `，还没有评的 ${awaited} 位不用再评`}。
              </p>
              <div>
                <SubmitButton intent="collect">结束评分，看评分和意见</SubmitButton>
              </div>
            </IntentForm>
          ) : (
            <p className="text-sm text-ink-soft">
              {missing}
              {lacks !== null && `现在：${lacks}。`}够了以后在这里结束评分、看评分，再出具报告。
            </p>
          )}
        </>
      )}
      {state === 'scored' && (
        <div>
          <ButtonLink look="primary" to={`/desk/evaluations/${id}/report`}>
            出具报告
          </ButtonLink>
        </div>
      )}
    </section>
  );
}

interface UrgeProps {
  expert: { readonly id: string; readonly name: string; readonly dueOn: Day | null; readonly urgedOn: Day | null };
  today: Day;
  reply: DeedReply | undefined;
}

/** By when he was asked, and how he is reminded: once a day, with another day where he needs one. */
function Urge({ expert: { id, name, dueOn, urgedOn }, today, reply }: UrgeProps) {
  const answered = replyTo(reply, 'urge');
  const errors = answered.typed('expertId') === id ? answered.errors : {};
  const isLate = dueOn !== null && dueOn < today;
  return (
    <div>
      <p className={isLate ? 'text-attention' : 'text-ink-soft'}>
        {dueOn === null ? '没有约定日子' : `约定 ${dueOn} 前评完${isLate ? '，已过' : ''}`}
        {urgedOn !== null && `，${urgedOn} 催过`}
      </p>
      {urgedOn !== today && (
        <details>
          <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">催他答复、评分</summary>
          <IntentForm intent="urge" className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="expertId" value={id} />
            <Field name="dueOn" scope={id} label="改期到" required={false} error={errors.dueOn}>
              {(control) => <DateInput {...control} />}
            </Field>
            <SubmitButton intent="urge" look="secondary">
              催办
              <span className="sr-only">{name}</span>
            </SubmitButton>
          </IntentForm>
        </details>
      )}
    </div>
  );
}
