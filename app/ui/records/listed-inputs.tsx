import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { fieldId } from '../field-id.ts';
import { useFieldName } from '../field-names.ts';
import { describedBy, firstError, type FieldErrorText } from '../field.tsx';
import { FieldError, FieldHint, FieldMark, FieldRemark } from '../field-words.tsx';
import type { Option } from '../option.ts';
import { TextInput } from '../text-input.tsx';

interface ListedInputsProps {
  name: string;
  label: string;
  why?: ReactNode;
  error?: FieldErrorText;
  remark?: string | undefined;
  required?: boolean;
  options: readonly Option[];
  /** Codes that stand in the record, or what was typed. */
  chosen: readonly string[];
  most: number;
}

/** So many lines wait for more. */
const spare = 3;

/**
 * A few of a list too long to look through: one line each, in which the browser offers what fits as one types a code or a part of the
 * name, by keyboard and before JavaScript too. What is typed in other words is judged as a cell of the import is.
 */
export function ListedInputs({ name, label, why, error, remark, options, chosen, most, ...rest }: ListedInputsProps) {
  const id = fieldId(name);
  const message = firstError(error);
  const named = useFieldName(id, label);
  const wordOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  const filled = chosen.filter((value) => value.trim() !== '');
  const described = describedBy(id, { why, remark, error: message });
  return (
    <fieldset {...named} className={classes('min-w-0', message && 'border-l-[3px] border-danger pl-3')}>
      <legend className="font-bold">
        {label}
        <FieldMark required={rest.required ?? false} />
      </legend>
      {why && <FieldHint id={`${id}-why`}>{why}</FieldHint>}
      {remark && <FieldRemark id={`${id}-remark`}>{remark}</FieldRemark>}
      <div className="mt-1 grid gap-2 sm:max-w-80">
        {Array.from({ length: Math.max(Math.min(most, filled.length + spare), filled.length) }, (_, at) => (
          <TextInput
            key={at}
            id={at === 0 ? id : `${id}-${at + 1}`}
            name={name}
            list={`${id}-list`}
            autoComplete="off"
            aria-label={`${label}，第 ${at + 1} 项`}
            aria-describedby={described}
            aria-invalid={message ? true : undefined}
            defaultValue={wordOf(filled[at] ?? '')}
          />
        ))}
      </div>
      <datalist id={`${id}-list`}>
        {options.map((option) => (
          <option key={option.value}>{option.label}</option>
        ))}
      </datalist>
      {message && <FieldError id={`${id}-error`}>{message}</FieldError>}
    </fieldset>
  );
}
