import { Field } from './field.tsx';
import type { Option } from './option.ts';
import { Select } from './select.tsx';

interface ChoiceFieldsProps {
  name: string;
  label: string;
  why?: string;
  count: number;
  values: readonly string[];
  options: readonly Option[];
  error?: readonly string[];
  required?: boolean;
}

/** A few choices out of a long list: one select each, the first carries the field's label. */
export function ChoiceFields({ name, label, why, count, values, options, error, required = false }: ChoiceFieldsProps) {
  const rest = Array.from({ length: count - 1 }, (_, at) => at + 1);
  return (
    <div className="grid gap-2">
      <Field name={name} label={label} why={why} error={error} required={required} width="half">
        {(control) => <Select {...control} options={options} blank="请选择" defaultValue={values[0] ?? ''} />}
      </Field>
      {rest.map((at) => (
        <div key={at} className="sm:max-w-80">
          <Select
            name={name}
            aria-label={`${label}，第 ${at + 1} 项，选填`}
            options={options}
            blank="再选一项（选填）"
            defaultValue={values[at] ?? ''}
          />
        </div>
      ))}
    </div>
  );
}
