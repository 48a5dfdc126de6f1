import { importColumns, type ImportKey } from '#app/domain/import-columns.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { FormActions } from './form-actions.tsx';
import { IntentForm } from './intent-form.tsx';
import { MoneyInput } from './money-input.tsx';
import type { Option } from './option.ts';
import { SectionHead } from './section-head.tsx';
import { Select } from './select.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

/** Choices of the form's lists, by column. */
export type AchievementOptions = Readonly<
  Record<
    'type' | 'fields' | 'chains' | 'regionCode' | 'embodiment' | 'trl' | 'level' | 'transferModes' | 'priceKind',
    readonly Option[]
  >
>;

interface AchievementFormProps {
  intent: 'create' | 'save';
  values: Readonly<Record<string, unknown>>;
  errors: Readonly<Record<string, readonly string[]>>;
  options: AchievementOptions;
  replayKey?: string;
  versionN?: number;
}

const hintOf = (key: ImportKey): string => importColumns.find((column) => column.key === key)?.hint ?? '';
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((item): item is string => typeof item === 'string')
      : [];

/** The achievement as one column of fields; the same rules as the import. */
export function AchievementForm({ intent, values, errors, options, replayKey, versionN }: AchievementFormProps) {
  const line = (
    name: ImportKey,
    label: string,
    more: { required?: boolean; rows?: number; width?: 'half' | 'short' } = {},
  ) => (
    <Field
      name={name}
      label={label}
      why={hintOf(name)}
      error={errors[name]}
      required={more.required ?? false}
      width={more.width}
    >
      {(control) =>
        more.rows ? (
          <TextArea {...control} rows={more.rows} defaultValue={text(values[name])} />
        ) : (
          <TextInput {...control} defaultValue={text(values[name])} />
        )
      }
    </Field>
  );
  const choice = (name: keyof AchievementOptions, label: string, required = false) => (
    <Field name={name} label={label} why={hintOf(name)} error={errors[name]} required={required} width="half">
      {(control) => <Select {...control} options={options[name]} blank="请选择" defaultValue={text(values[name])} />}
    </Field>
  );
  const several = (name: keyof AchievementOptions, label: string, required = false) => (
    <Field name={name} label={label} why={hintOf(name)} error={errors[name]} required={required}>
      {(control) => (
        <select
          {...control}
          multiple
          size={8}
          defaultValue={list(values[name])}
          className="block w-full rounded-md border border-control bg-card p-2 text-sm aria-[invalid]:border-2 aria-[invalid]:border-danger"
        >
          {options[name].map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const { '': whole, ...byField } = errors;
  return (
    <IntentForm intent={intent} replayKey={replayKey} className="max-w-form">
      <ErrorSummary errors={byField} message={whole?.[0]} />
      {versionN !== undefined && <input type="hidden" name="versionN" value={versionN} />}
      <div className="grid gap-6">
        <SectionHead look="plain">是什么</SectionHead>
        {line('name', '成果名称', { required: true })}
        {choice('type', '成果类别', true)}
        {choice('embodiment', '体现形式')}
        {line('problem', '解决的问题', { rows: 2 })}
        {line('solution', '做法', { rows: 2 })}
        {line('abstract', '成果简介', { required: true, rows: 10 })}
        {line('keywords', '关键词')}
        {line('searchTerms', '检索词')}
        <SectionHead look="plain">属于哪里</SectionHead>
        {several('fields', '技术领域', true)}
        {several('chains', '产业链')}
        {choice('regionCode', '所在地区')}
        {line('regNo', '批准登记号', { width: 'half' })}
        {line('projectNo', '项目编号', { width: 'half' })}
        <SectionHead look="plain">到什么程度</SectionHead>
        {choice('trl', '技术就绪水平')}
        <Field name="trlBasis" label="就绪水平依据" error={errors.trlBasis} required={false} width="half">
          {(control) => <Select {...control} options={bases} blank="请选择" defaultValue={text(values.trlBasis)} />}
        </Field>
        {choice('level', '成果水平')}
        {line('ip', '知识产权', { rows: 4 })}
        {line('people', '完成人', { rows: 4 })}
        <SectionHead look="plain">怎么合作</SectionHead>
        {several('transferModes', '合作方式')}
        {choice('priceKind', '定价方式')}
        {money('priceMin', '价格，或区间下限')}
        {money('priceMax', '价格上限')}
        {money('milestones', '里程碑合计')}
        <Field
          name="royalty"
          label="收入提成"
          why={hintOf('royalty')}
          error={errors.royalty}
          required={false}
          width="short"
          unit="%"
        >
          {(control) => <TextInput {...control} numeric hasUnit defaultValue={text(values.royalty)} />}
        </Field>
        {money('cap', '最多付')}
        <Field
          name="trialMonths"
          label="试用"
          why={hintOf('trialMonths')}
          error={errors.trialMonths}
          required={false}
          width="short"
          unit="个月"
        >
          {(control) => <TextInput {...control} numeric hasUnit defaultValue={text(values.trialMonths)} />}
        </Field>
        <CheckboxGroup
          name="isOpen"
          label="密级"
          error={errors.isOpen}
          defaultValue={text(values.isOpen) === 'on' ? ['on'] : []}
          options={[{ value: 'on', label: '以上内容是公开信息，不涉及国家秘密。' }]}
        />
      </div>
      <FormActions note="保存为草稿，单位审核通过后才公开。">
        <SubmitButton intent={intent} pendingText="正在保存…">
          保存草稿
        </SubmitButton>
      </FormActions>
    </IntentForm>
  );

  function money(name: 'priceMin' | 'priceMax' | 'milestones' | 'cap', label: string) {
    return (
      <MoneyInput
        name={name}
        label={label}
        why={hintOf(name)}
        error={errors[name]}
        required={false}
        capitals={false}
        defaultValue={text(values[name])}
      />
    );
  }
}

const bases: Option[] = [
  { value: '自评', label: '自评' },
  { value: '第三方评定', label: '第三方评定' },
];
