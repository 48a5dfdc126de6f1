import { Form } from '@remix-run/react';
import type { DemandForm as Values } from '#app/domain/demand-form.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import { DateInput } from './date-input.tsx';
import type { DemandOptions } from './demand-options.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { FormActions } from './form-actions.tsx';
import { MetricRows } from './metric-rows.tsx';
import { MoneyInput } from './money-input.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SectionHead } from './section-head.tsx';
import { Select } from './select.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

interface DemandFormProps {
  values: Values;
  errors: Readonly<Record<string, readonly string[]>>;
  options: DemandOptions;
  replayKey?: string;
  versionN?: number;
  /** A draft may be kept or published; a public demand gets a new version. */
  isPublic: boolean;
  /** An unverified organisation keeps drafts only. */
  mayPublish: boolean;
}

const levels = Array.from({ length: 9 }, (_, at) => ({ value: String(at + 1), label: `TRL ${at + 1}` }));

/** The demand as one column of fields. Every button is a deed of the same form, so that nothing typed is lost. */
export function DemandForm({ values, errors, options, replayKey, versionN, isPublic, mayPublish }: DemandFormProps) {
  const { '': whole, ...byField } = errors;
  const main = isPublic ? 'revise' : 'save';
  return (
    <Form method="post" noValidate className="max-w-form" preventScrollReset>
      {/* The button that the Enter key presses: without it Enter would remove the first target. */}
      <button type="submit" name="intent" value={main} tabIndex={-1} aria-hidden="true" className="sr-only">
        保存
      </button>
      {replayKey && <input type="hidden" name="key" value={replayKey} />}
      {versionN !== undefined && <input type="hidden" name="versionN" value={versionN} />}
      <ErrorSummary errors={byField} message={whole?.[0]} />
      <div className="grid gap-6">
        <SectionHead look="plain">要解决什么</SectionHead>
        <Field
          name="title"
          label="需求名称"
          why="6 到 60 个字，写对象和目的。例：马铃薯淀粉工艺水蛋白回收与减量"
          error={errors.title}
        >
          {(control) => <TextInput {...control} maxLength={60} defaultValue={values.title} />}
        </Field>
        <Field name="summary" label="需求概述" why="一两句话，会显示在列表里。最多 500 字。" error={errors.summary}>
          {(control) => <TextArea {...control} rows={3} defaultValue={values.summary} />}
        </Field>
        <Field name="problem" label="要解决的问题" why="在什么条件下、出了什么事、损失多少。" error={errors.problem}>
          {(control) => <TextArea {...control} rows={5} defaultValue={values.problem} />}
        </Field>
        <Field
          name="statusQuo"
          label="现状与试过的办法"
          why="设备、规模、试过什么、为什么没成。"
          error={errors.statusQuo}
          required={false}
        >
          {(control) => <TextArea {...control} rows={4} defaultValue={values.statusQuo} />}
        </Field>
        <MetricRows key={JSON.stringify(values.metrics)} rows={values.metrics} errors={errors} />
        <SectionHead look="plain">属于哪里</SectionHead>
        <Choices
          name="fields"
          label="技术领域"
          why="1 到 3 项"
          count={3}
          values={values.fields}
          error={errors.fields}
          options={options.fields}
          required
        />
        <Choices
          name="chains"
          label="产业链"
          count={2}
          values={values.chains}
          error={errors.chains}
          options={options.chains}
        />
        <Field name="regionCode" label="所在地区" error={errors.regionCode} width="half">
          {(control) => (
            <Select {...control} options={options.regions} blank="请选择" defaultValue={values.regionCode} />
          )}
        </Field>
        <SectionHead look="plain">要什么样的</SectionHead>
        <div className="grid items-end gap-6 sm:grid-cols-2">
          <Field name="wantedTrlMin" label="成熟度，最低" error={errors.wantedTrlMin} required={false}>
            {(control) => <Select {...control} options={levels} blank="不限" defaultValue={values.wantedTrlMin} />}
          </Field>
          <Field name="wantedTrlMax" label="成熟度，最高" error={errors.wantedTrlMax} required={false}>
            {(control) => <Select {...control} options={levels} blank="不限" defaultValue={values.wantedTrlMax} />}
          </Field>
          <MoneyInput
            name="budgetMin"
            label="预算，从"
            error={errors.budgetMin}
            required={false}
            capitals={false}
            defaultValue={values.budgetMin}
          />
          <MoneyInput
            name="budgetMax"
            label="预算，到"
            why="不填是面议"
            error={errors.budgetMax}
            required={false}
            capitals={false}
            defaultValue={values.budgetMax}
          />
        </div>
        <CheckboxGroup
          name="cooperation"
          label="合作方式"
          inline
          options={options.cooperation}
          defaultValue={values.cooperation}
          error={errors.cooperation}
        />
        <CheckboxGroup
          name="acceptPayLater"
          label="先用后付"
          required={false}
          options={[{ value: 'yes', label: '接受先用后付', hint: '不付入门费，见效后按里程碑和收入付款。' }]}
          defaultValue={values.acceptPayLater ? ['yes'] : []}
        />
        <Field
          name="ipRequirement"
          label="知识产权要求"
          why="合作中新产生的知识产权归谁。"
          error={errors.ipRequirement}
          required={false}
          width="half"
        >
          {(control) => (
            <Select {...control} options={options.ipRequirement} blank="未定" defaultValue={values.ipRequirement} />
          )}
        </Field>
        <div className="grid items-end gap-6 sm:grid-cols-2">
          <Field name="solveByOn" label="希望何时解决" error={errors.solveByOn} required={false}>
            {(control) => <DateInput {...control} defaultValue={values.solveByOn} />}
          </Field>
          <Field name="validUntilOn" label="需求有效至" why="最长 12 个月，到期可以续。" error={errors.validUntilOn}>
            {(control) => <DateInput {...control} defaultValue={values.validUntilOn} />}
          </Field>
        </div>
        <RadioGroup
          name="confidentiality"
          label="公开程度"
          options={options.confidentiality}
          defaultValue={values.confidentiality}
          error={errors.confidentiality}
        />
        <CheckboxGroup
          name="pledge"
          label="公开前确认"
          error={errors.pledge}
          options={[{ value: 'yes', label: '内容不涉及国家秘密，可以按所选程度公开。' }]}
        />
      </div>
      <FormActions
        note={
          mayPublish
            ? '发布后马上匹配成果，并告诉你为什么匹配。'
            : '你的机构还没有通过认证：现在可以存草稿，认证后再发布。'
        }
      >
        {isPublic ? (
          <SubmitButton name="intent" value="revise" pendingText="正在保存并匹配…">
            保存为新一版并重新匹配
          </SubmitButton>
        ) : (
          <>
            {mayPublish && (
              <SubmitButton name="intent" value="publish" pendingText="正在发布并匹配…">
                发布并匹配成果
              </SubmitButton>
            )}
            <SubmitButton look="secondary" name="intent" value="save">
              存草稿
            </SubmitButton>
          </>
        )}
      </FormActions>
    </Form>
  );
}

interface ChoicesProps {
  name: string;
  label: string;
  why?: string;
  count: number;
  values: readonly string[];
  options: DemandOptions['fields'];
  error?: readonly string[];
  required?: boolean;
}

/** A few choices out of a long list: one select each, the first carries the field's label. */
function Choices({ name, label, why, count, values, options, error, required = false }: ChoicesProps) {
  const rest = Array.from({ length: count - 1 }, (_, at) => at + 1);
  return (
    <div className="grid gap-2">
      <Field name={name} label={label} why={why} error={error} required={required} width="half">
        {(control) => <Select {...control} options={options} blank="请选择" defaultValue={values[0] ?? ''} />}
      </Field>
      {rest.map((at) => (
        <div key={at} className="sm:max-w-80">
          <Select
            name={name}
            aria-label={`${label}，第 ${at + 1} 项，选填`}
            options={options}
            blank="再选一项（选填）"
            defaultValue={values[at] ?? ''}
          />
        </div>
      ))}
    </div>
  );
}
