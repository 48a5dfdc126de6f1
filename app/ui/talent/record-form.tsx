import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormState } from './certificate-form.tsx';

/** Hours, exam and certificate of one person in a course. */
export function RecordForm({ hours, reply }: { hours: number; reply: FormState | undefined }) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string, usual = '') => (typeof reply?.values[name] === 'string' ? reply.values[name] : usual);
  return (
    <section className="mt-10 max-w-form">
      <SectionHead look="plain">登记学员</SectionHead>
      <IntentForm intent="record" className="grid gap-5">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field name="phone" label="手机号" width="half" error={errors.phone}>
          {(control) => <TextInput {...control} inputMode="tel" maxLength={11} defaultValue={typed('phone')} />}
        </Field>
        <Field name="hours" label="学时" width="short" error={errors.hours}>
          {(control) => <TextInput {...control} numeric defaultValue={typed('hours', String(hours))} />}
        </Field>
        <Field
          name="mark"
          label="考试成绩"
          width="short"
          required={false}
          why="60 分及格；没有考试就不填。"
          error={errors.mark}
        >
          {(control) => <TextInput {...control} numeric defaultValue={typed('mark')} />}
        </Field>
        <Field name="certificateNo" label="证书编号" width="half" required={false} error={errors.certificateNo}>
          {(control) => <TextInput {...control} maxLength={60} defaultValue={typed('certificateNo')} />}
        </Field>
        <Field name="certificateOn" label="发证日期" required={false} error={errors.certificateOn}>
          {(control) => <DateInput {...control} defaultValue={typed('certificateOn')} />}
        </Field>
        <div>
          <SubmitButton intent="record">登记学员</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
