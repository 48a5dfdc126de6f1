import { type ReactNode, useState } from 'react';
import { type EntryKey, type EntryPart, entryParts } from '#app/domain/entry-form.ts';
import { Button } from '../button.tsx';
import { classes } from '../classes.ts';
import { fieldId } from '../field-id.ts';
import { useFieldName } from '../field-names.ts';
import { describedBy, firstError, type FieldErrorText } from '../field.tsx';
import { FieldError, FieldHint, FieldMark, FieldRemark } from '../field-words.tsx';
import type { Option } from '../option.ts';
import { Select } from '../select.tsx';
import { TextInput } from '../text-input.tsx';
import { useHydrated } from '../use-hydrated.ts';

interface EntryRowsProps {
  name: EntryKey;
  label: ReactNode;
  why?: ReactNode;
  error?: FieldErrorText;
  remark?: string | undefined;
  required?: boolean;
  rows: readonly unknown[];
  /** One more was asked for before JavaScript. */
  isMoreAsked?: boolean;
  lists: Readonly<Record<string, readonly Option[]>>;
}

/** So many rows wait for more, however often the form comes back. */
const spare = 2;
const isBlank = (row: unknown): boolean =>
  Object.values((row ?? {}) as Readonly<Record<string, unknown>>).every(
    (cell) => typeof cell !== 'string' || !cell.trim(),
  );
const widths: Readonly<Record<number, string>> = {
  4: 'sm:grid-cols-[2fr_1.5fr_1fr_5.5rem]',
  5: 'sm:grid-cols-5',
  6: 'sm:grid-cols-3',
};

/** A list whose entries have several cells, one row an entry, in their order; blank rows do not count and are not kept. */
export function EntryRows({
  name,
  label,
  why,
  error,
  remark,
  required = false,
  rows,
  lists,
  ...props
}: EntryRowsProps) {
  const [more, setMore] = useState(props.isMoreAsked ? 1 : 0);
  // What was typed is kept by its place, so the places stay while the form is open.
  const [filled] = useState(() => rows.filter((row) => !isBlank(row)));
  const isHydrated = useHydrated();
  const id = fieldId(name);
  const message = firstError(error);
  const named = useFieldName(id, label);
  const parts: readonly EntryPart[] = entryParts[name];
  const first = parts.filter(({ isMore }) => !isMore);
  const others = parts.filter(({ isMore }) => isMore);
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
      {message && <FieldError id={`${id}-error`}>{message}</FieldError>}
      <ol id={id} tabIndex={-1} className="mt-2 grid gap-2">
        {Array.from({ length: filled.length + spare + more }, (_, at) => {
          const row = (filled[at] ?? {}) as Readonly<Record<string, unknown>>;
          const cell = (part: EntryPart) => (
            <EntryCell key={part.part} entry={name} at={at} part={part} value={row[part.part]} lists={lists} />
          );
          return (
            <li key={at} className="rounded-md border border-line bg-card p-3">
              <div className={classes('grid gap-2', widths[first.length])}>{first.map(cell)}</div>
              {others.length > 0 && (
                <details open={others.some(({ part }) => row[part])}>
                  <summary className="link-quiet inline-flex min-h-11 items-center text-sm sm:min-h-8">
                    日期、权利人和限制<span className="sr-only">，第 {at + 1} 项</span>
                  </summary>
                  <div className="grid gap-2 sm:grid-cols-4">{others.map(cell)}</div>
                </details>
              )}
            </li>
          );
        })}
      </ol>
      <div className="mt-2">
        <Button
          type={isHydrated ? 'button' : 'submit'}
          look="quiet"
          {...(isHydrated
            ? { onClick: () => setMore(more + 1) }
            : { name: 'next', value: `more-${name}`, formAction: `#${id}` })}
        >
          再加一行<span className="sr-only">：{label}</span>
        </Button>
      </div>
    </fieldset>
  );
}

interface EntryCellProps {
  entry: EntryKey;
  at: number;
  part: EntryPart;
  value: unknown;
  lists: EntryRowsProps['lists'];
}

function EntryCell({ entry, at, part, value, lists }: EntryCellProps) {
  const name = `${entry}[${at}].${part.part}`;
  const control = { id: fieldId(name), name, defaultValue: typeof value === 'string' ? value : '' };
  const options = part.list ? lists[part.list] : part.choices?.map((word) => ({ value: word, label: word }));
  return (
    <label htmlFor={control.id} className="block min-w-0 text-sm">
      <span className="text-ink-soft">
        {part.label}
        <span className="sr-only">，第 {at + 1} 项</span>
      </span>
      {options ? (
        <Select {...control} options={options} blank="" />
      ) : (
        <TextInput {...control} placeholder={at === 0 ? part.example : undefined} />
      )}
    </label>
  );
}
