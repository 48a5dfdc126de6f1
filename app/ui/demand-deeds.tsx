import { useActionData } from '@remix-run/react';
import { DateInput } from './date-input.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { Select } from './select.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';

interface Reply {
  readonly intent: string;
  readonly errors: Readonly<Record<string, string[]>>;
}

const closeReasons = [
  { value: 'found_elsewhere', label: '已在别处找到' },
  { value: 'no_budget', label: '没有预算了' },
  { value: 'plan_changed', label: '计划变了' },
  { value: 'no_fit', label: '没有合适的成果' },
  { value: 'split', label: '已拆分成别的需求' },
  { value: 'other', label: '其他原因' },
];

export const closeWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(closeReasons.map(({ value, label }) => [value, label])),
  merged: '已并到另一项需求',
};

/** How a demand ends, or goes on after it has expired: the machine's events for an officer. */
export function DemandDeeds({ events, renewTo }: { events: readonly string[]; renewTo: string }) {
  const reply = useActionData<Reply>();
  if (events.length === 0) return null;
  const errors = reply !== undefined && ['close', 'solve', 'renew'].includes(reply.intent) ? reply.errors : {};
  const isRefused = Object.keys(errors).length > 0;
  return (
    <details className="rounded-lg border border-line bg-card" open={isRefused || events.includes('renew')}>
      <summary className="min-h-11 px-4 py-2.5 font-bold sm:px-5">结束或延长需求</summary>
      <div className="grid gap-5 border-t border-line px-4 py-4 sm:px-5">
        <ErrorSummary errors={errors} />
        {events.includes('renew') && (
          <IntentForm intent="renew" className="grid gap-2">
            <Field name="validUntilOn" label="仍有需要，延长到" error={errors.validUntilOn}>
              {(control) => <DateInput {...control} defaultValue={renewTo} />}
            </Field>
            <div>
              <SubmitButton intent="renew">延长并重新公开</SubmitButton>
            </div>
          </IntentForm>
        )}
        {events.includes('solve') && (
          <IntentForm intent="solve">
            <SubmitButton look="secondary" intent="solve">
              已经解决
            </SubmitButton>
          </IntentForm>
        )}
        {events.includes('close') && (
          <IntentForm intent="close" className="grid gap-2">
            <Field name="reason" label="关闭的原因" error={errors.reason}>
              {(control) => <Select {...control} options={closeReasons} blank="请选择" />}
            </Field>
            <Field name="note" label="补充说明" error={errors.note} required={false}>
              {(control) => <TextInput {...control} maxLength={500} />}
            </Field>
            <div>
              <SubmitButton look="danger" intent="close">
                关闭需求
              </SubmitButton>
            </div>
          </IntentForm>
        )}
      </div>
    </details>
  );
}
