import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { fieldId } from './field-id.ts';
import { useLock } from './field-locks.tsx';
import { useFieldName } from './field-names.ts';
import { FieldError, FieldHint, FieldMark, FieldRemark } from './field-words.tsx';

/** What Field hands to its control. */
export interface FieldControl {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

/** A message or several; the first is shown, an empty list is none. */
export type FieldErrorText = string | readonly string[] | undefined;

export interface FieldProps {
  name: string;
  label: ReactNode;
  /** Why we ask; an example belongs here too. */
  why?: ReactNode;
  error?: FieldErrorText;
  /** What a reviewer wrote beside this field. */
  remark?: string | undefined;
  required?: boolean;
  /** Said instead of 选填 where another answer makes it required. */
  requiredWhen?: string;
  /** Written inside the field at the right: 万元, %, 天. */
  unit?: string;
  /** A line under the control, e.g. the amount in capitals. Give it the id `${fieldId}-after`. */
  after?: ReactNode;
  /** Tells apart two forms on one page that use the same names. */
  scope?: string;
  /** Short answers get short fields. */
  width?: 'full' | 'half' | 'short';
  children: (control: FieldControl) => ReactNode;
}

const widths = { full: '', half: 'sm:max-w-80', short: 'max-w-48' } as const;

export const firstError = (error: FieldErrorText): string | undefined =>
  typeof error === 'string' ? error || undefined : error?.[0];

/** The ids of all that is said of a control, by part: `f-name-why f-name-error`; undefined where nothing is. */
export const describedBy = (id: string, parts: Readonly<Record<string, unknown>>): string | undefined =>
  Object.entries(parts)
    .flatMap(([part, says]) => (says ? [`${id}-${part}`] : []))
    .join(' ') || undefined;

/** Label above, why-hint under it, control, error: wired for screen readers. */
export function Field({
  name,
  label,
  why,
  error,
  required = true,
  unit,
  width = 'full',
  remark,
  ...props
}: FieldProps) {
  const id = fieldId(name, props.scope);
  const message = firstError(error);
  const lock = useLock(name);
  const named = useFieldName(id, label);
  const described = describedBy(id, { why: lock ?? why, remark, error: message, after: props.after });
  const control = props.children({
    id,
    name,
    required,
    'aria-invalid': message ? true : undefined,
    'aria-describedby': described,
  });
  return (
    <div {...named} className={classes(message && 'border-l-[3px] border-danger pl-3')}>
      <label htmlFor={id} className="font-bold">
        {label}
        {lock === undefined && <FieldMark required={required} when={props.requiredWhen} />}
      </label>
      {(lock ?? why) && <FieldHint id={`${id}-why`}>{lock ?? why}</FieldHint>}
      {remark && <FieldRemark id={`${id}-remark`}>{remark}</FieldRemark>}
      <div className={classes('relative mt-1', widths[width])}>
        {lock === undefined ? (
          control
        ) : (
          <fieldset disabled className="contents">
            {control}
          </fieldset>
        )}
        {unit && (
          <span aria-hidden="true" className="absolute right-3 top-0 flex h-11 items-center text-sm text-ink-soft">
            {unit}
          </span>
        )}
      </div>
      {props.after}
      {message && <FieldError id={`${id}-error`}>{message}</FieldError>}
    </div>
  );
}
