import { importColumns, type ImportKey } from '#app/domain/import-columns.ts';
import { Field } from './field.tsx';
import { MoneyInput } from './money-input.tsx';
import type { Option } from './option.ts';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

/** Choices of the form's lists, by column. */
export type AchievementOptions = Readonly<
  Record<
    'type' | 'fields' | 'chains' | 'regionCode' | 'embodiment' | 'trl' | 'level' | 'transferModes' | 'priceKind',
    readonly Option[]
  >
>;

/** What was typed, what is wrong with it, what can be chosen. */
export interface AchievementTyped {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly options: AchievementOptions;
}

interface FieldOf<Name extends string> {
  typed: AchievementTyped;
  name: Name;
  label: string;
  required?: boolean;
}

/** The hints are those of the import template: one explanation for one thing. */
const hintOf = (name: string): string => importColumns.find((column) => column.key === name)?.hint ?? '';
export const typedText = (value: unknown): string => (typeof value === 'string' ? value : '');
const typedList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');

/** A line of text, or several. */
export function LineField({
  typed,
  name,
  label,
  required = false,
  rows,
  ...more
}: FieldOf<ImportKey> & { rows?: number; width?: 'half' | 'short'; unit?: string }) {
  const defaultValue = typedText(typed.values[name]);
  return (
    <Field name={name} label={label} why={hintOf(name)} error={typed.errors[name]} required={required} {...more}>
      {(control) =>
        rows ? (
          <TextArea {...control} rows={rows} defaultValue={defaultValue} />
        ) : (
          <TextInput
            {...control}
            numeric={more.unit !== undefined}
            hasUnit={more.unit !== undefined}
            defaultValue={defaultValue}
          />
        )
      }
    </Field>
  );
}

/** One of a list. */
export function ChoiceField({ typed, name, label, required = false }: FieldOf<keyof AchievementOptions>) {
  return (
    <Field name={name} label={label} why={hintOf(name)} error={typed.errors[name]} required={required} width="half">
      {(control) => (
        <Select
          {...control}
          options={typed.options[name]}
          blank="请选择"
          defaultValue={typedText(typed.values[name])}
        />
      )}
    </Field>
  );
}

/** Several of a list that is too long for boxes. */
export function SeveralField({ typed, name, label, required = false }: FieldOf<keyof AchievementOptions>) {
  return (
    <Field name={name} label={label} why={hintOf(name)} error={typed.errors[name]} required={required}>
      {(control) => (
        <select
          {...control}
          multiple
          size={8}
          defaultValue={typedList(typed.values[name])}
          className="block w-full rounded-md border border-control bg-card p-2 text-sm aria-[invalid]:border-2 aria-[invalid]:border-danger"
        >
          {typed.options[name].map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** An amount in 万元. */
export function PriceField({ typed, name, label }: FieldOf<'priceMin' | 'priceMax' | 'milestones' | 'cap'>) {
  return (
    <MoneyInput
      name={name}
      label={label}
      why={hintOf(name)}
      error={typed.errors[name]}
      required={false}
      capitals={false}
      defaultValue={typedText(typed.values[name])}
    />
  );
}
