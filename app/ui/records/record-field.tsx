import { entryHints, type EntryKey, entryKeys } from '#app/domain/entry-form.ts';
import { type ColumnKind, type ImportColumn, type ImportKey, importColumns } from '#app/domain/import-columns.ts';
import type { Remark } from '#app/domain/review.ts';
import { Field } from '../field.tsx';
import { MoneyInput } from '../money-input.tsx';
import type { Option } from '../option.ts';
import { Select } from '../select.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { EntryRows } from './entry-rows.tsx';
import { ListedInputs } from './listed-inputs.tsx';
import { ManyChoices } from './many-choices.tsx';

/** What was typed, what is wrong with it, what can be chosen: by field, and by code list for the cells of entries. */
export interface RecordTyped {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly options: RecordOptions;
  /** What a reviewer wants changed, by field. */
  readonly remarks?: readonly Remark[] | undefined;
}
export interface RecordOptions {
  readonly fields: Readonly<Record<string, readonly Option[]>>;
  readonly lists: Readonly<Record<string, readonly Option[]>>;
}

const columns = new Map<ImportKey, ImportColumn>(importColumns.map((column) => [column.key, column]));
const yesNo: Option[] = ['否', '是'].map((word) => ({ value: word, label: word }));
const bases: Option[] = ['自评', '第三方评定'].map((word) => ({ value: word, label: word }));

/** Lines of a text field; the rest are one line. */
const lines: Partial<Record<ImportKey, number>> = { problem: 2, solution: 2, abstract: 10, tradeSecret: 2 };
const suffixes: Partial<Record<ImportKey, string>> = { royalty: '%', trialMonths: '个月' };
const shortKinds: ReadonlySet<ColumnKind> = new Set(['day', 'month', 'percent', 'number']);
const halves: ReadonlySet<ImportKey> = new Set(['projectNo', 'regNo']);

/** True for what somebody filled in; the defaults of a new record are no answer. */
export const isFilled = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : typeof value === 'string' && value !== '' && !['否', 'abstract'].includes(value);

/** Longer lists are searched, not looked through. */
const mostBoxes = 30;

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const listIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');

/** One field of the record, as its column says: the hints are those of the import template. */
export function RecordField({ name, typed }: { name: ImportKey; typed: RecordTyped }) {
  const column = columns.get(name);
  if (column === undefined) return null;
  const error = typed.errors[name];
  const value = typed.values[name];
  const required = column.required === true && name !== 'unit';
  const said = (typed.remarks ?? []).filter(({ field }) => field === name).map(({ says }) => says);
  // The unit's reviewer and an authority may ask for the same.
  const remark = said.length === 0 ? undefined : [...new Set(said)].join('；');
  const shared = { name, label: column.header.replace('（万元）', ''), why: column.hint, error, remark, required };
  const entry = entryKeys.find((key): key is EntryKey => key === name);
  if (entry !== undefined) {
    return (
      <EntryRows
        {...shared}
        name={entry}
        why={entryHints[entry]}
        rows={Array.isArray(value) ? value : []}
        isMoreAsked={typed.values.next === `more-${entry}`}
        lists={typed.options.lists}
      />
    );
  }
  const offered = typed.options.fields[name] ?? [];
  if (column.kind === 'codes' && offered.length > mostBoxes) {
    return (
      <ListedInputs
        {...shared}
        why={`最多 ${column.max} 个。输入代码或名称里的字，从提示里选。`}
        options={offered}
        chosen={listIn(value)}
        most={column.max}
      />
    );
  }
  if (column.kind === 'codes') {
    return <ManyChoices {...shared} why={`最多选 ${column.max} 个。`} options={offered} chosen={listIn(value)} />;
  }
  if (column.kind === 'money') return <MoneyInput {...shared} capitals={false} defaultValue={textIn(value)} />;
  const choices =
    column.kind === 'code'
      ? typed.options.fields[name]
      : column.kind === 'flag'
        ? yesNo
        : name === 'trlBasis'
          ? bases
          : undefined;
  if (choices !== undefined) {
    return (
      <Field {...shared} width="half">
        {(control) => (
          <Select
            {...control}
            options={choices}
            {...(column.kind !== 'flag' && { blank: '请选择' })}
            defaultValue={textIn(value)}
          />
        )}
      </Field>
    );
  }
  return <LineField column={column} shared={shared} value={textIn(value)} name={name} />;
}

interface LineFieldProps {
  column: ImportColumn;
  shared: Omit<Parameters<typeof Field>[0], 'children'>;
  value: string;
  name: ImportKey;
}

function LineField({ column, shared, value, name }: LineFieldProps) {
  const unit = suffixes[name];
  const rows = lines[name];
  const width = shortKinds.has(column.kind) ? 'short' : halves.has(name) ? 'half' : 'full';
  return (
    <Field {...shared} width={width} {...(unit !== undefined && { unit })}>
      {(control) =>
        rows ? (
          <TextArea {...control} rows={rows} defaultValue={value} />
        ) : (
          <TextInput {...control} numeric={unit !== undefined} hasUnit={unit !== undefined} defaultValue={value} />
        )
      }
    </Field>
  );
}
