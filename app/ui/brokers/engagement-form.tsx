import { CheckboxGroup } from '../checkbox-group.tsx';
import { DateInput } from '../date-input.tsx';
import { FeeFields } from './fee-fields.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Option } from '../option.ts';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

interface EngagementFormProps {
  brokers: readonly Option[];
  today: string;
  endsOn: string;
  replayKey: string;
  reply:
    | { readonly values: Readonly<Record<string, unknown>>; readonly errors: Readonly<Record<string, string[]>> }
    | undefined;
}

/** Gives one or two brokers a standing mandate. */
export function EngagementForm({ brokers, today, endsOn, replayKey, reply }: EngagementFormProps) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string, usual = ''): string => {
    const value = reply?.values[name];
    return typeof value === 'string' ? value : usual;
  };
  return (
    <details className="max-w-form rounded-lg border border-line bg-card" open={reply !== undefined}>
      <summary className="min-h-11 px-4 py-2.5 font-bold">委托技术经纪人</summary>
      <IntentForm intent="offer" replayKey={replayKey} className="grid gap-5 border-t border-line px-4 py-4">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field name="brokerA" label="技术经纪人" error={errors.brokerA}>
          {(control) => <Select {...control} options={brokers} blank="请选择" defaultValue={typed('brokerA')} />}
        </Field>
        <Field name="brokerB" label="第二位，分佣金" required={false} error={errors.brokerB}>
          {(control) => <Select {...control} options={brokers} blank="没有" defaultValue={typed('brokerB')} />}
        </Field>
        <Field
          name="splitA"
          label="第一位的份额"
          required={false}
          width="half"
          why="有两位时填，单位 %，余下归第二位。"
          error={errors.splitA}
        >
          {(control) => <TextInput {...control} inputMode="decimal" defaultValue={typed('splitA')} />}
        </Field>
        <Field name="scope" label="委托的范围" why="例：本校新材料方向的全部成果。" error={errors.scope}>
          {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('scope')} />}
        </Field>
        <FeeFields typed={typed} error={errors.fee} usual="" />
        <CheckboxGroup
          name="isExclusive"
          label="独家"
          required={false}
          options={[{ value: 'yes', label: '这段时间只委托这一方' }]}
          defaultValue={typed('isExclusive') === 'yes' ? ['yes'] : []}
        />
        <Field name="startsOn" label="从哪天起" error={errors.startsOn}>
          {(control) => <DateInput {...control} defaultValue={typed('startsOn', today)} />}
        </Field>
        <Field name="endsOn" label="到哪天止" error={errors.endsOn}>
          {(control) => <DateInput {...control} defaultValue={typed('endsOn', endsOn)} />}
        </Field>
        <div>
          <SubmitButton intent="offer">发出委托</SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
