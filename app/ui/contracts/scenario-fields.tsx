import { Field } from '../field.tsx';
import { SalesFields } from '../sales-fields.tsx';
import { TextInput } from '../text-input.tsx';
import type { TermsFieldsProps } from '../composer-props.ts';

/** Expected sales, and how much fewer or more they may be: they are in no contract and are not sent. */
export function ScenarioFields({ form, errors }: TermsFieldsProps) {
  const share = (name: 'low' | 'high', label: string, usual: string) => (
    <Field
      name={`scenarios.${name}`}
      label={label}
      unit="%"
      width="short"
      why={`不填按 ${usual}%`}
      error={errors[`scenarios.${name}`]}
      required={false}
    >
      {(control) => <TextInput {...control} numeric hasUnit defaultValue={form.scenarios[name]} maxLength={8} />}
    </Field>
  );
  return (
    <>
      <SalesFields sales={form.sales} errors={errors} />
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        {share('low', '销售不好时，是预计的', '50')}
        {share('high', '销售好时，是预计的', '150')}
      </div>
    </>
  );
}
