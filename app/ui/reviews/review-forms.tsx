import { fieldLabels } from '#app/domain/record-groups.ts';
import { checklistOf, type RemarkField, reviewLevelLabels, type ReviewLevel } from '#app/domain/review.ts';
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
  /** Papers go with it that no machine has read to their end. */
  mustOpen: boolean;
  /** The text on this screen; what is sent is about it and no later one. */
  seen: string;
  mayReturn: boolean;
  isLast: boolean;
  /** Fields of which the record says nothing. */
  absent: readonly RemarkField[];
  /** Those of them that the check asks for: they stand open for a remark. */
  wanted?: readonly RemarkField[];
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
export function ReviewForms({
  level,
  mustOpen,
  seen,
  mayReturn,
  isLast,
  absent,
  wanted = [],
  reply,
}: ReviewFormsProps) {
  if (level === null && !mayReturn) return null;
  const { '': whole, ...errors } = reply?.errors ?? {};
  const passed = reply?.intent === 'pass' ? reply : undefined;
  return (
    <section
      aria-label="审核"
      className="grid max-w-form gap-6 rounded-lg border border-line bg-card px-4 py-5 sm:px-6 [&>form+form]:border-t [&>form+form]:border-line [&>form+form]:pt-5"
    >
      <ErrorSummary errors={errors} message={whole?.[0]} scope={reply?.intent} />
      {level !== null && (
        <IntentForm intent="pass">
          <input type="hidden" name="seen" value={seen} />
          <input type="hidden" name="level" value={level} />
          <CheckboxGroup
            name="checks"
            scope="pass"
            label={`${reviewLevelLabels[level]}：逐项核对`}
            error={passed?.errors.checks}
            options={checklistOf(level, mustOpen).map(({ key, says }) => ({ value: key, label: says }))}
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
      {mayReturn && (
        <ReturnForm
          seen={seen}
          reply={reply?.intent === 'return' ? reply : undefined}
          absent={absent}
          wanted={wanted}
        />
      )}
    </section>
  );
}

/** The form that the remarks beside the fields of the record belong to. */
const returnFormId = 'return-record';

interface ReturnFormProps {
  seen: string;
  reply: Reply | undefined;
  absent: readonly RemarkField[];
  wanted: readonly RemarkField[];
}

function ReturnForm({ seen, reply, absent, wanted }: ReturnFormProps) {
  const others = absent.filter((field) => !wanted.includes(field));
  return (
    <IntentForm intent="return" id={returnFormId} className="grid gap-3">
      <input type="hidden" name="seen" value={seen} />
      <SectionHead look="plain">退回修改</SectionHead>
      <Field
        name="note"
        scope="return"
        label="总的意见"
        why="对某一项的意见，写在送审内容的那一项旁边，一并退回。"
        required={false}
        error={reply?.errors.note}
      >
        {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typedIn(reply, 'note')} />}
      </Field>
      {wanted.length > 0 && (
        <div className="grid gap-3">
          <p className="text-sm">登记要求而没有填的 {wanted.length} 项，意见写在这里：</p>
          {wanted.map((field) => (
            <RemarkInput key={field} field={field} reply={reply} isShown />
          ))}
        </div>
      )}
      <details open={others.some((field) => remarkIn(reply, field) !== '')}>
        <summary className="link-quiet inline-flex min-h-11 items-center">
          {wanted.length > 0 ? '对其他没有填的项目写意见' : '对没有填的项目写意见'}
        </summary>
        <div className="mt-2 grid gap-3">
          {others.map((field) => (
            <RemarkInput key={field} field={field} reply={reply} isShown />
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

const remarkIn = (reply: Reply | undefined, field: RemarkField): string => {
  const typed = (reply?.values.remarks ?? {}) as Readonly<Record<string, unknown>>;
  return typeof typed[field] === 'string' ? typed[field] : '';
};

/** Where a remark on a field is written beside the field itself; it goes with the return form. */
export function RemarkBelow({ field, reply }: { field: RemarkField; reply: Reply | undefined }) {
  const returned = reply?.intent === 'return' ? reply : undefined;
  return (
    <details open={remarkIn(returned, field) !== ''} className="mt-0.5">
      <summary className="link-quiet inline-flex min-h-11 items-center text-sm sm:min-h-8">
        写意见<span className="sr-only">：{fieldLabels[field]}</span>
      </summary>
      <RemarkInput field={field} reply={returned} />
    </details>
  );
}

function RemarkInput({
  field,
  reply,
  isShown = false,
}: {
  field: RemarkField;
  reply: Reply | undefined;
  isShown?: boolean;
}) {
  return (
    <Field
      name={`remarks.${field}`}
      scope="return"
      label={isShown ? fieldLabels[field] : `对“${fieldLabels[field]}”的意见`}
      required={false}
      error={reply?.errors[`remarks.${field}`]}
    >
      {(control) => (
        <TextInput {...control} form={returnFormId} maxLength={300} defaultValue={remarkIn(reply, field)} />
      )}
    </Field>
  );
}
