import { type ImportColumn, importColumns } from '#app/domain/import-columns.ts';
import { guessColumns } from '#app/domain/import-guess.ts';
import { type WholeKey, wholeKeys, wholeWords } from '#app/domain/import-mapping.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Option } from '../option.ts';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

export interface MappedFile {
  readonly heads: readonly string[] | null;
  /** The first few values under each head. */
  readonly samples: readonly (readonly string[])[] | null;
  /** How the file was read; null where nobody has said anything yet. */
  readonly mapping: Readonly<Record<string, string>> | null;
  readonly mappingName: string | null;
  readonly notes: { readonly isRecords?: true };
}

interface ImportMappingFormProps {
  file: MappedFile;
  values: Readonly<Record<string, unknown>>;
  errors: Readonly<Record<string, readonly string[]>>;
}

const columns = importColumns as readonly ImportColumn[];
const options: readonly Option[] = columns.map(({ key, header, required }) => ({
  value: key,
  label: required ? `${header}（必填）` : header,
}));
const wholeLabels: Readonly<Record<WholeKey, string>> = { secrecy: '密级', type: '成果类别' };
const wholeOption = (key: WholeKey, word: string): Option => ({
  value: word,
  label: key === 'secrecy' ? `整张表都是：${word}（已逐行核过）` : `整张表都是：${word}`,
});

/** Each column of the file with what stands in it, and which of ours it is: as it was read, else as its head sounds. */
export function ImportMappingForm({ file, values, errors }: ImportMappingFormProps) {
  const heads = file.heads ?? [];
  const guesses = guessColumns(heads);
  const said = new Map(Object.entries(file.mapping ?? {}).map(([key, head]) => [head, key]));
  const typed = (name: string): string | undefined =>
    typeof values[name] === 'string' ? (values[name] as string) : undefined;
  const chosen = (head: string, at: number) =>
    typed(`col_${at}`) ??
    said.get(head) ??
    (file.mapping === null || Object.keys(values).length > 0 ? guesses[at] : null) ??
    '';
  const lacks = wholeKeys.filter((key) => !guesses.includes(key) && !said.has(file.mapping?.[key] ?? '\u0000'));
  const asked = [...new Set([...lacks, ...wholeKeys.filter((key) => file.mapping?.[key]?.startsWith('='))])];
  const { '': whole, ...byField } = errors;
  return (
    <>
      <ErrorSummary errors={byField} message={whole?.join('')} />
      <IntentForm intent="map" className="mt-4">
        <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          {heads.map((head, at) =>
            head === '' ? null : (
              <li key={`${at} ${head}`} className="rounded-lg border border-line bg-card px-4 py-3">
                <Field
                  name={`col_${at}`}
                  label={head}
                  required={false}
                  error={errors[`col_${at}`]}
                  why={samplesOf(file, at)}
                >
                  {(control) => (
                    <Select {...control} blank="不读这一列" defaultValue={chosen(head, at)} options={options} />
                  )}
                </Field>
              </li>
            ),
          )}
        </ul>
        {asked.length > 0 && (
          <div className="mt-4 grid max-w-form gap-4">
            {asked.map((key) => (
              <Field
                key={key}
                name={`all_${key}`}
                label={`文件里没有“${wholeLabels[key]}”这一列`}
                required={false}
                error={errors[`all_${key}`]}
              >
                {(control) => (
                  <Select
                    {...control}
                    blank="在上面选"
                    defaultValue={typed(`all_${key}`) ?? file.mapping?.[key]?.replace(/^=/, '') ?? ''}
                    options={wholeWords[key].map((word) => wholeOption(key, word))}
                  />
                )}
              </Field>
            ))}
          </div>
        )}
        {file.notes.isRecords !== true && (
          <div className="mt-4 max-w-form">
            <Field
              name="name"
              label="保存为"
              required={false}
              error={errors.name}
              why="起个名字，下次同样表头的文件按它直接检查。"
              width="half"
            >
              {(control) => (
                <TextInput {...control} maxLength={60} defaultValue={typed('name') ?? file.mappingName ?? ''} />
              )}
            </Field>
          </div>
        )}
        <FormActions>
          <SubmitButton intent="map">{file.mapping === null ? '对应好了，开始检查' : '按这样再检查一次'}</SubmitButton>
        </FormActions>
      </IntentForm>
    </>
  );
}

function samplesOf({ samples }: MappedFile, at: number): string {
  const values = samples?.[at] ?? [];
  return values.length === 0 ? '前几行都是空的' : `例如：${values.join('｜')}`;
}
