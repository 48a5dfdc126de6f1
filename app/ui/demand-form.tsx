import { Form } from '@remix-run/react';
import type { DemandForm as Values } from '#app/domain/demand-form.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import type { DemandOptions } from './demand-options.ts';
import { DemandPlaceFields } from './demand-place-fields.tsx';
import { DemandProblemFields } from './demand-problem-fields.tsx';
import { DemandTermsFields } from './demand-terms-fields.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { FormActions } from './form-actions.tsx';
import type { Option } from './option.ts';
import { RadioGroup } from './radio-group.tsx';
import { Select } from './select.tsx';
import { SubmitButton } from './submit-button.tsx';
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
  /** Whom it is written down for: the units that the person serves. */
  enterFor?: { readonly units: readonly Option[]; readonly chosen: string };
}

/** The demand as one column of fields. Every button is a deed of the same form, so that nothing typed is lost. */
export function DemandForm({
  values,
  errors,
  options,
  replayKey,
  versionN,
  isPublic,
  mayPublish,
  enterFor,
}: DemandFormProps) {
  const { '': whole, ...byField } = errors;
  const main = enterFor ? 'enter' : isPublic ? 'revise' : 'save';
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
        {enterFor && (
          <>
            <Field name="orgId" label="替哪家单位填" error={errors.orgId}>
              {(control) => (
                <Select {...control} options={enterFor.units} blank="请选择" defaultValue={enterFor.chosen} />
              )}
            </Field>
            <Field
              name="behalf"
              label="实际是谁的需求"
              why="替农户、村或者合作社填的写明，例如：青岘村马铃薯种植户。不写个人姓名和电话。"
              required={false}
              error={errors.behalf}
            >
              {(control) => <TextInput {...control} maxLength={60} defaultValue={values.behalf} />}
            </Field>
          </>
        )}
        {!enterFor && values.behalf !== '' && <input type="hidden" name="behalf" value={values.behalf} />}
        <DemandProblemFields values={values} errors={errors} options={options} />
        <DemandPlaceFields values={values} errors={errors} options={options} />
        <DemandTermsFields values={values} errors={errors} options={options} />
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
          enterFor
            ? '提交后由这家单位的经办人审核，通过了才公开；你会收到通知。'
            : mayPublish
              ? '发布后马上匹配成果，并告诉你为什么匹配。'
              : '你的机构还没有通过认证：现在可以存草稿，认证后再发布。'
        }
      >
        {enterFor ? (
          <SubmitButton name="intent" value="enter">
            交单位审核
          </SubmitButton>
        ) : isPublic ? (
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
