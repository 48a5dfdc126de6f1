import type { TrlSource } from '#app/domain/effective-trl.ts';
import { labelOf } from '#app/domain/machine.ts';
import { trlMachine, trlQuestions, type TrlAnswer, type TrlState as State } from '#app/domain/trl-assessment.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { TrlGround } from './evaluation-report.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface Assessment {
  readonly id: string;
  readonly state: State;
  readonly level: number;
  readonly source: TrlSource;
  readonly evaluationId: string | null;
  readonly assessor: string | null;
  readonly assessedOn: string | null;
  readonly answers: readonly TrlAnswer[];
  readonly note: string | null;
  readonly by: string;
  readonly isMine: boolean;
}

interface TrlStateProps {
  assessment: Assessment;
  mayConfirm: boolean;
  reply: Reply | undefined;
}

/** The latest assessment with its evidence; whoever confirms does it here. */
export function TrlState({ assessment, mayConfirm, reply }: TrlStateProps) {
  const isOpen = assessment.state === 'submitted';
  return (
    <div className="mb-6 grid max-w-form gap-3">
      <p>
        <b>TRL {assessment.level}</b>{' '}
        <StateMark tone={assessment.state === 'confirmed' ? 'good' : isOpen ? 'attention' : 'neutral'}>
          {labelOf(trlMachine, assessment.state)}
        </StateMark>{' '}
        <span className="text-sm text-ink-soft">
          {assessment.by} {assessment.source === 'self' ? '自评' : '登记的第三方评定'}
        </span>
      </p>
      {assessment.note && <p className="text-sm">意见：{assessment.note}</p>}
      <TrlGround trl={assessment} />
      {isOpen && mayConfirm && !assessment.isMine && (
        <div className="flex flex-wrap items-end gap-4">
          <IntentForm intent="confirm-trl">
            <input type="hidden" name="assessmentId" value={assessment.id} />
            <SubmitButton intent="confirm-trl">证据充分，确认 TRL {assessment.level}</SubmitButton>
          </IntentForm>
          <IntentForm intent="return-trl" className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="assessmentId" value={assessment.id} />
            <Field
              name="note"
              scope="trl"
              label="缺什么证据"
              error={reply?.intent === 'return-trl' ? reply.errors.note : undefined}
            >
              {(control) => <TextInput {...control} maxLength={500} />}
            </Field>
            <SubmitButton intent="return-trl" look="secondary">
              退回
            </SubmitButton>
          </IntentForm>
        </div>
      )}
    </div>
  );
}

/** One question a level, from the first up; a tick counts with its evidence only. */
export function TrlForm({ assessment, reply }: { assessment: Assessment | null; reply: Reply | undefined }) {
  const answerOf = (level: number) => assessment?.answers.find((one) => one.level === level);
  const evidence = (level: number): string => {
    const typed = reply?.values[`evidence${level}`];
    return reply ? (typeof typed === 'string' ? typed : '') : (answerOf(level)?.evidence ?? '');
  };
  return (
    <details open={assessment === null || reply !== undefined}>
      <summary className="link-quiet inline-flex min-h-11 items-center">{assessment ? '重新自评' : '逐级自评'}</summary>
      <IntentForm intent="assess" className="grid max-w-form gap-4">
        <ErrorSummary errors={reply?.errors} />
        <p className="text-sm text-ink-soft">
          从第 1 级起逐级回答；级别是“是”且有证据连续到达的最高一级。自评由单位审批人确认。
        </p>
        {trlQuestions.map(({ level, asks, evidence: wanted }) => (
          <div key={level} className="grid gap-1 border-t border-line pt-3">
            <CheckboxGroup
              name={`met${level}`}
              label={`TRL ${level}`}
              required={false}
              error={reply?.errors[`met${level}`]}
              defaultValue={(reply ? reply.values[`met${level}`] === 'on' : answerOf(level)?.isMet) ? ['on'] : []}
              options={[{ value: 'on', label: asks }]}
            />
            <Field
              name={`evidence${level}`}
              label={`第 ${level} 级的证据`}
              why={`例如：${wanted}，写明编号和日期。`}
              required={false}
              error={reply?.errors[`evidence${level}`]}
            >
              {(control) => <TextInput {...control} maxLength={300} defaultValue={evidence(level)} />}
            </Field>
          </div>
        ))}
        <div className="grid sm:block">
          <SubmitButton intent="assess">提交自评</SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
