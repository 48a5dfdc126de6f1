import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { trlWords } from '../trl-ladder.tsx';

interface ThirdPartyTrlFormProps {
  /** Evaluations issued here; those that state a level say by whom, when and which. */
  issued: readonly {
    readonly id: string;
    readonly evaluator: string;
    readonly issuedOn: string | null;
    readonly trlLevel: number | null;
  }[];
  /** Papers of the record, one of which is the report. */
  reports: readonly { readonly id: string; readonly title: string }[];
  reply:
    | { readonly values: Readonly<Record<string, unknown>>; readonly errors: Readonly<Record<string, string[]>> }
    | undefined;
}

/** What a third party assessed: by an evaluation issued here, or by another's report with who and when. */
export function ThirdPartyTrlForm({ issued, reports, reply }: ThirdPartyTrlFormProps) {
  const errors = reply?.errors ?? {};
  const stating = issued.filter(({ trlLevel }) => trlLevel !== null);
  const typed = (name: string) => {
    const value = reply?.values[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <details open={reply !== undefined} className="mt-2">
      <summary className="link-quiet inline-flex min-h-11 items-center">登记第三方评定</summary>
      <IntentForm intent="third-party" className="grid max-w-form gap-4">
        <ErrorSummary errors={reply?.errors} />
        <p className="text-sm text-ink-soft">
          平台上出具的报告，级别以评价机构写在报告里的为准；平台以外的报告由本单位填报，公开页写明是“第三方报告，单位填报”。都由单位审批人核对报告再确认。
        </p>
        {stating.length > 0 && (
          <Field
            name="evaluationId"
            scope="third"
            label="平台上出具的评价报告"
            why="选了它，下面几项不用填"
            required={false}
            error={errors.evaluationId}
          >
            {(control) => (
              <Select
                {...control}
                blank="不是平台上出具的"
                defaultValue={typed('evaluationId')}
                options={stating.map(({ id, evaluator, issuedOn, trlLevel }) => ({
                  value: id,
                  label: `${evaluator}，${issuedOn ?? ''}，评定 TRL ${trlLevel}`,
                }))}
              />
            )}
          </Field>
        )}
        <Field
          name="level"
          scope="third"
          label="评定的级别"
          width="half"
          required={stating.length === 0}
          error={errors.level}
        >
          {(control) => (
            <Select
              {...control}
              blank="请选择"
              defaultValue={typed('level')}
              options={trlWords.map((word, at) => ({ value: String(at + 1), label: `TRL ${at + 1} ${word}` }))}
            />
          )}
        </Field>
        <Field name="assessor" scope="third" label="评定机构" required={stating.length === 0} error={errors.assessor}>
          {(control) => <TextInput {...control} maxLength={120} defaultValue={typed('assessor')} />}
        </Field>
        <Field
          name="assessedOn"
          scope="third"
          label="评定日期"
          width="half"
          required={stating.length === 0}
          error={errors.assessedOn}
        >
          {(control) => <DateInput {...control} defaultValue={typed('assessedOn')} />}
        </Field>
        <Field
          name="reportId"
          scope="third"
          label="评定报告"
          why="从这项成果的材料里选；没有的先到“材料”里上传"
          required={stating.length === 0}
          error={errors.reportId}
        >
          {(control) => (
            <Select
              {...control}
              blank="请选择"
              defaultValue={typed('reportId')}
              options={reports.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
        </Field>
        <div className="grid sm:block">
          <SubmitButton intent="third-party" look="secondary">
            提交第三方评定
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
