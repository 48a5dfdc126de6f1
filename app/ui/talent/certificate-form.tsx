import { brokerLevels } from '../broker-levels.ts';
import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

export interface FormState {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface CertificateFormProps {
  /** What stands in it before anything is typed. */
  start: Readonly<Record<string, string>>;
  reply: FormState | undefined;
  submit: string;
}

const levels = Object.entries(brokerLevels).map(([value, label]) => ({ value, label }));

/** A broker's certificate, for the authority to check. */
export function CertificateForm({ start, reply, submit }: CertificateFormProps) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string): string => {
    const value = reply?.values[name];
    return typeof value === 'string' ? value : (start[name] ?? '');
  };
  return (
    <IntentForm intent="file" className="grid max-w-form gap-5">
      <ErrorSummary errors={errors} message={whole?.[0]} scope="certificate" />
      <Field name="level" label="等级" width="half" scope="certificate" error={errors.level}>
        {(control) => <Select {...control} options={levels} blank="请选择" defaultValue={typed('level')} />}
      </Field>
      <Field name="certificateNo" label="证书编号" width="half" scope="certificate" error={errors.certificateNo}>
        {(control) => <TextInput {...control} maxLength={60} defaultValue={typed('certificateNo')} />}
      </Field>
      <Field
        name="issuer"
        label="发证机构"
        why="例：国家技术转移人才培养基地（西北）。"
        scope="certificate"
        error={errors.issuer}
      >
        {(control) => <TextInput {...control} maxLength={60} defaultValue={typed('issuer')} />}
      </Field>
      <div className="flex flex-wrap gap-5">
        <Field name="certificateOn" label="发证日期" scope="certificate" error={errors.certificateOn}>
          {(control) => <DateInput {...control} defaultValue={typed('certificateOn')} />}
        </Field>
        <Field
          name="certificateUntilOn"
          label="有效至"
          required={false}
          scope="certificate"
          error={errors.certificateUntilOn}
        >
          {(control) => <DateInput {...control} defaultValue={typed('certificateUntilOn')} />}
        </Field>
      </div>
      <div>
        <SubmitButton intent="file">{submit}</SubmitButton>
      </div>
    </IntentForm>
  );
}
