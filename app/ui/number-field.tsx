import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import type { FormErrors } from './composer-props.ts';
import { TextInput } from './text-input.tsx';

interface NumberFieldProps {
  name: string;
  label: string;
  unit: string;
  value: string;
  errors: FormErrors;
  why?: ReactNode;
  required?: boolean;
}

/** A short number with its unit inside the field. */
export function NumberField({ name, label, unit, value, errors, why, required = false }: NumberFieldProps) {
  return (
    <Field name={name} label={label} unit={unit} why={why} width="short" error={errors[name]} required={required}>
      {(control) => <TextInput {...control} numeric hasUnit defaultValue={value} maxLength={24} />}
    </Field>
  );
}
