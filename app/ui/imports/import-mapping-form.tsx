import { type ImportColumn, type ImportKey, importColumns, keyOfHeader } from '#app/domain/import-columns.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FormActions } from '../form-actions.tsx';
import { ImportCancel } from './import-cancel.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import type { Option } from '../option.ts';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

interface ImportMappingFormProps {
  heads: readonly string[];
  deeds: readonly string[];
  values: Readonly<Record<string, unknown>>;
  errors: Readonly<Record<string, readonly string[]>>;
}

/** What may be said of a whole column that the file has not. */
const constants: Partial<Record<ImportKey, readonly Option[]>> = {
  secrecy: [{ value: '=公开', label: '整张表都是：公开（已逐行核过）' }],
  type: ['应用技术', '基础理论', '软科学'].map((word) => ({ value: `=${word}`, label: `整张表都是：${word}` })),
};

/** Which column of the unit's own table is which of ours; what has our name is chosen already. */
export function ImportMappingForm({ heads, deeds, values, errors }: ImportMappingFormProps) {
  if (!deeds.includes('map')) return <Notice kind="attention" title="表头认不出来，等经办人对应各列。" />;
  const named = heads.filter((head) => head !== '');
  const typed = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const { '': whole, ...byField } = errors;
  return (
    <section aria-labelledby="mapping" className="max-w-form">
      <SectionHead look="plain" id="mapping">
        这张表的哪一列是什么
      </SectionHead>
      <p className="text-ink-soft">
        表头和模板不一样。请对应各列，用不上的列不选。起个名字保存，下次同样的表头直接检查。
      </p>
      <ErrorSummary errors={byField} message={whole?.[0]} />
      <IntentForm intent="map" className="mt-4 grid gap-4">
        {(importColumns as readonly (ImportColumn & { key: ImportKey })[]).map(({ key, header, required }) => {
          const name = `map_${key}`;
          const same = named.find((head) => keyOfHeader(head) === key) ?? '';
          return (
            <Field key={key} name={name} label={header} required={required === true} error={errors[name]} width="half">
              {(control) => (
                <Select
                  {...control}
                  required={false}
                  blank="没有这一列"
                  defaultValue={typed(name) || same}
                  options={[...named.map((head) => ({ value: head, label: head })), ...(constants[key] ?? [])]}
                />
              )}
            </Field>
          );
        })}
        <Field name="name" label="保存为" required={false} error={errors.name} width="half">
          {(control) => <TextInput {...control} maxLength={60} defaultValue={typed('name')} />}
        </Field>
        <FormActions>
          <SubmitButton intent="map">对应好了，开始检查</SubmitButton>
        </FormActions>
      </IntentForm>
      {deeds.includes('cancel') && <ImportCancel />}
    </section>
  );
}
