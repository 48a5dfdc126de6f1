import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { fieldId } from './field-id.ts';
import { useFieldName } from './field-names.ts';
import { firstError, type FieldErrorText } from './field.tsx';
import { FieldError, FieldHint, FieldMark } from './field-words.tsx';
import type { Option } from './option.ts';

export interface ChoiceGroupProps {
  name: string;
  label: ReactNode;
  options: readonly Option[];
  why?: ReactNode;
  error?: FieldErrorText;
  required?: boolean;
  scope?: string;
  /** Short words may stand side by side. */
  inline?: boolean;
  disabled?: boolean;
}

interface Props extends ChoiceGroupProps {
  type: 'radio' | 'checkbox';
  isChosen: (value: string) => boolean;
}

/** The fieldset under RadioGroup and CheckboxGroup; the first box carries the field's id for the error summary. */
export function ChoiceGroup({ type, name, label, options, why, error, required = true, isChosen, ...props }: Props) {
  const id = fieldId(name, props.scope);
  const message = firstError(error);
  const named = useFieldName(id, label);
  return (
    <fieldset
      {...named}
      disabled={props.disabled}
      aria-describedby={classes(why && `${id}-why`, message && `${id}-error`) || undefined}
      className={classes('min-w-0', message && 'border-l-[3px] border-danger pl-3')}
    >
      <legend className="font-bold">
        {label}
        <FieldMark required={required} />
      </legend>
      {why && <FieldHint id={`${id}-why`}>{why}</FieldHint>}
      <div className={classes('mt-1', props.inline && 'flex flex-wrap gap-x-6')}>
        {options.map((option, i) => (
          <label key={option.value} className="flex min-h-11 items-start gap-2.5 py-2 sm:min-h-9 sm:py-1">
            <input
              type={type}
              id={i === 0 ? id : undefined}
              name={name}
              value={option.value}
              defaultChecked={isChosen(option.value)}
              disabled={option.disabled}
              required={type === 'radio' && required}
              aria-invalid={message ? true : undefined}
              className="tick mt-[5px]"
            />
            <span>
              {option.label}
              {option.hint && <span className="block text-sm leading-6 text-ink-soft">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {message && <FieldError id={`${id}-error`}>{message}</FieldError>}
    </fieldset>
  );
}
