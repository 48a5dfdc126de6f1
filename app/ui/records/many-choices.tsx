import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { fieldId } from '../field-id.ts';
import { useFieldName } from '../field-names.ts';
import { describedBy, firstError, type FieldErrorText } from '../field.tsx';
import { FieldError, FieldHint, FieldMark, FieldRemark } from '../field-words.tsx';
import type { Option } from '../option.ts';

interface ManyChoicesProps {
  name: string;
  label: ReactNode;
  why?: ReactNode;
  error?: FieldErrorText;
  remark?: string | undefined;
  required?: boolean;
  options: readonly Option[];
  chosen: readonly string[];
}

/** A few of a long list: boxes to tick in a part of the page that scrolls by itself, what is chosen first. */
export function ManyChoices({ name, label, why, error, remark, required = false, options, chosen }: ManyChoicesProps) {
  const id = fieldId(name);
  const message = firstError(error);
  const named = useFieldName(id, label);
  const isChosen = ({ value }: Pick<Option, 'value'>) => chosen.includes(value);
  // What the list no longer offers stays chosen until somebody takes it out.
  const gone = chosen.filter((value) => !options.some((option) => option.value === value));
  const sorted = [
    ...gone.map((value) => ({ value, label: value })),
    ...options.filter(isChosen),
    ...options.filter((option) => !isChosen(option)),
  ];
  return (
    <fieldset
      {...named}
      aria-describedby={describedBy(id, { why, remark, error: message })}
      className={classes('min-w-0', message && 'border-l-[3px] border-danger pl-3')}
    >
      <legend className="font-bold">
        {label}
        <FieldMark required={required} />
      </legend>
      {why && <FieldHint id={`${id}-why`}>{why}</FieldHint>}
      {remark && <FieldRemark id={`${id}-remark`}>{remark}</FieldRemark>}
      <div className="mt-1 grid max-h-56 overflow-y-auto rounded-md border border-control bg-card px-3 py-1 sm:grid-cols-2 sm:gap-x-4">
        {sorted.map((option, at) => (
          <label key={option.value} className="flex min-h-11 items-start gap-2.5 py-2 text-sm sm:min-h-8 sm:py-1">
            <input
              type="checkbox"
              id={at === 0 ? id : undefined}
              name={name}
              value={option.value}
              defaultChecked={isChosen(option)}
              aria-invalid={message ? true : undefined}
              className="tick mt-0.5"
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {message && <FieldError id={`${id}-error`}>{message}</FieldError>}
    </fieldset>
  );
}
