import {
  type RemarkField,
  remarkFields,
  reviewChecklists,
  reviewLevelLabels,
  type ReviewLevel,
} from '#app/domain/review.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface ReviewFormsProps {
  /** The level at which this person decides now; null for who may only send it back. */
  level: ReviewLevel | null;
  mayReturn: boolean;
  isLast: boolean;
  reply: Reply | undefined;
}

const passWords: Readonly<Record<ReviewLevel, string>> = {
  secrecy: '保密审查通过，转审批',
  office: '审核通过并公开',
  city: '通过，报省级审核',
  province: '准予登记，编登记号',
};

const typedIn = (reply: Reply | undefined, name: string): string => {
  const value = reply?.values[name];
  return typeof value === 'string' ? value : '';
};

/** The checklist of the level with its pass, and the return with remarks by field. */
export function ReviewForms({ level, mayReturn, isLast, reply }: ReviewFormsProps) {
  if (level === null && !mayReturn) return null;
  const { '': whole, ...errors } = reply?.errors ?? {};
  const passed = reply?.intent === 'pass' ? reply : undefined;
  return (
    <section
      aria-label="审核"
      className="grid max-w-form gap-6 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
    >
      <ErrorSummary errors={errors} message={whole?.[0]} scope={reply?.intent} />
      {level !== null && (
        <IntentForm intent="pass">
          <CheckboxGroup
            name="checks"
            scope="pass"
            label={`${reviewLevelLabels[level]}：逐项核对`}
            error={passed?.errors.checks}
            options={reviewChecklists[level].map(({ key, says }) => ({ value: key, label: says }))}
          />
          <div className="mt-3">
            <Field name="note" scope="pass" label="审核意见" required={false} error={passed?.errors.note}>
              {(control) => <TextInput {...control} maxLength={500} defaultValue={typedIn(passed, 'note')} />}
            </Field>
          </div>
          <div className="mt-3 grid sm:block">
            <SubmitButton intent="pass">
              {isLast || level !== 'city' ? passWords[level] : '通过，转上一级'}
            </SubmitButton>
          </div>
        </IntentForm>
      )}
      {mayReturn && <ReturnForm reply={reply?.intent === 'return' ? reply : undefined} />}
    </section>
  );
}

function ReturnForm({ reply }: { reply: Reply | undefined }) {
  const typed = (reply?.values.remarks ?? {}) as Readonly<Record<string, unknown>>;
  return (
    <IntentForm intent="return" className="grid gap-3 border-t border-line pt-5">
      <SectionHead look="plain">退回修改</SectionHead>
      <Field name="note" scope="return" label="总的意见" required={false} error={reply?.errors.note}>
        {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typedIn(reply, 'note')} />}
      </Field>
      <details open={Object.values(typed).some(Boolean)}>
        <summary className="link-quiet inline-flex min-h-11 items-center">逐项写意见</summary>
        <div className="mt-2 grid gap-3">
          {(Object.keys(remarkFields) as RemarkField[]).map((field) => (
            <Field
              key={field}
              name={`remarks.${field}`}
              scope="return"
              label={remarkFields[field]}
              required={false}
              error={reply?.errors[`remarks.${field}`]}
            >
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={300}
                  defaultValue={typeof typed[field] === 'string' ? typed[field] : ''}
                />
              )}
            </Field>
          ))}
        </div>
      </details>
      <div className="grid sm:block">
        <SubmitButton intent="return" look="secondary">
          退回修改
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
