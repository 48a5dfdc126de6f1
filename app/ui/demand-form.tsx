import { Form } from '@remix-run/react';
import type { DemandForm as Values } from '#app/domain/demand-form.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import type { DemandOptions } from './demand-options.ts';
import { DemandPlaceFields } from './demand-place-fields.tsx';
import { DemandProblemFields } from './demand-problem-fields.tsx';
import { DemandTermsFields } from './demand-terms-fields.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FormActions } from './form-actions.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SubmitButton } from './submit-button.tsx';

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
