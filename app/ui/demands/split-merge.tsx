import { useActionData } from '@remix-run/react';
import { metricWords } from '#app/domain/demand-form.ts';
import type { DemandMetric } from '#app/domain/demand-data.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { QuestionReply } from './question-list.tsx';

interface SplitMergeProps {
  title: string;
  metrics: readonly DemandMetric[];
  others: readonly { readonly id: string; readonly title: string }[];
  replayKey: string;
}

/** Splits a demand into two drafts, or merges it into another. */
export function SplitMerge({ title, metrics, others, replayKey }: SplitMergeProps) {
  const reply = useActionData<QuestionReply>();
  const mine = reply !== undefined && ['split', 'merge'].includes(reply.intent) ? reply : undefined;
  const { '': whole, ...errors } = mine?.errors ?? {};
  const typed = (name: string, usual: string) => {
    const value = mine?.values[name];
    return typeof value === 'string' ? value : usual;
  };
  const options = metrics.map((metric, at) => ({
    value: String(at),
    label: `${metric.name} ${metricWords(metric)} ${metric.unit}`,
  }));
  return (
    <details className="rounded-lg border border-line bg-card" open={mine !== undefined}>
      <summary className="min-h-11 px-4 py-2.5 font-bold sm:px-5">拆分或合并</summary>
      <div className="grid gap-6 border-t border-line px-4 py-4 sm:px-5">
        <IntentForm intent="split" replayKey={replayKey} className="grid gap-3">
          {mine?.intent === 'split' && <ErrorSummary errors={errors} message={whole?.[0]} scope="split" />}
          <p className="text-sm text-ink-soft">
            一项需求问了两件事，拆开更容易匹配。两项都先成为草稿，发布后再把这一项按「已拆分」关闭。
          </p>
          {(['A', 'B'] as const).map((part, at) => (
            <div key={part} className="grid gap-3 border-t border-line pt-3">
              <Field
                name={`title${part}`}
                label={`第${at === 0 ? '一' : '二'}项的名称`}
                scope="split"
                error={errors[`title${part}`]}
              >
                {(control) => (
                  <TextInput {...control} maxLength={60} defaultValue={typed(`title${part}`, at === 0 ? title : '')} />
                )}
              </Field>
              {options.length > 0 && (
                <CheckboxGroup
                  name={`metrics${part}`}
                  label="带上的指标"
                  required={false}
                  options={options}
                  defaultValue={at === 0 ? options.map(({ value }) => value) : []}
                />
              )}
            </div>
          ))}
          <div>
            <SubmitButton look="secondary" intent="split">
              拆成两份草稿
            </SubmitButton>
          </div>
        </IntentForm>
        {others.length > 0 && (
          <IntentForm intent="merge" className="grid gap-3 border-t border-line pt-4">
            {mine?.intent === 'merge' && <ErrorSummary errors={errors} message={whole?.[0]} scope="merge" />}
            <Field
              name="intoId"
              label="并到另一项需求"
              scope="merge"
              why="这一项的指标并过去，成为对方新的一版；这一项关闭，匹配到的团队会收到通知。"
              error={errors.intoId}
            >
              {(control) => (
                <Select
                  {...control}
                  blank="请选择"
                  options={others.map((other) => ({ value: other.id, label: other.title }))}
                />
              )}
            </Field>
            <div>
              <SubmitButton look="secondary" intent="merge">
                合并
              </SubmitButton>
            </div>
          </IntentForm>
        )}
      </div>
    </details>
  );
}
