import { evaluationMachine, evaluationPurposes, type EvaluationState } from '#app/domain/evaluation.ts';
import { labelOf } from '#app/domain/machine.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface EvaluationRequestsProps {
  running: readonly {
    readonly id: string;
    readonly state: EvaluationState;
    readonly purpose: string;
    readonly note: string | null;
    readonly evaluator: string;
  }[];
  /** Whom an officer may ask; null for everybody else. */
  evaluators: readonly { readonly id: string; readonly name: string }[] | null;
  /** A form sent twice asks once. */
  replayKey: string;
  reply: { readonly intent: string; readonly errors: Readonly<Record<string, string[]>> } | undefined;
}

/** Commissions under way, and the form of a new one. */
export function EvaluationRequests({ running, evaluators, replayKey, reply }: EvaluationRequestsProps) {
  const errors = reply?.intent === 'request' ? reply.errors : {};
  return (
    <section>
      <SectionHead look="plain">委托第三方评价</SectionHead>
      <ul className="grid gap-2">
        {running.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-3 text-sm">
            <StateMark tone={row.state === 'declined' ? 'danger' : 'attention'}>
              {labelOf(evaluationMachine, row.state)}
            </StateMark>
            {row.evaluator}，{row.purpose}
            {row.note && `：${row.note}`}
            {evaluators !== null && row.state !== 'declined' && (
              <IntentForm intent="withdraw-evaluation">
                <input type="hidden" name="evaluationId" value={row.id} />
                <SubmitButton look="quiet">撤回委托</SubmitButton>
              </IntentForm>
            )}
          </li>
        ))}
      </ul>
      {evaluators !== null && (
        <IntentForm intent="request" replayKey={replayKey} className="mt-3 grid max-w-form gap-3">
          <Field name="evaluatorOrgId" label="评价机构" width="half" error={errors.evaluatorOrgId}>
            {(control) => (
              <Select
                {...control}
                blank="请选择"
                options={evaluators.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          <Field name="purpose" label="评价目的" width="half" error={errors.purpose}>
            {(control) => (
              <Select {...control} options={evaluationPurposes.map((word) => ({ value: word, label: word }))} />
            )}
          </Field>
          <div className="grid sm:block">
            <SubmitButton intent="request" look="secondary">
              委托评价
            </SubmitButton>
          </div>
        </IntentForm>
      )}
    </section>
  );
}
