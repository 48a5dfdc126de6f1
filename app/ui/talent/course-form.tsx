import { brokerLevels } from '../broker-levels.ts';
import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormState } from './certificate-form.tsx';

const levels = Object.entries(brokerLevels).map(([value, label]) => ({ value, label }));

/** Enters a course. */
export function CourseForm({ reply, replayKey }: { reply: FormState | undefined; replayKey: string }) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string) => (typeof reply?.values[name] === 'string' ? reply.values[name] : '');
  return (
    <section className="mt-10 max-w-form">
      <SectionHead look="plain">登记班次</SectionHead>
      <IntentForm intent="hold" replayKey={replayKey} className="grid gap-5">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field name="title" label="班次名称" error={errors.title}>
          {(control) => <TextInput {...control} maxLength={80} defaultValue={typed('title')} />}
        </Field>
        <Field name="level" label="培养等级" width="half" error={errors.level}>
          {(control) => <Select {...control} options={levels} blank="请选择" defaultValue={typed('level')} />}
        </Field>
        <Field name="hours" label="学时" width="short" error={errors.hours}>
          {(control) => <TextInput {...control} numeric defaultValue={typed('hours')} />}
        </Field>
        <Field name="heldOn" label="开班日期" error={errors.heldOn}>
          {(control) => <DateInput {...control} defaultValue={typed('heldOn')} />}
        </Field>
        <Field name="place" label="地点" required={false} error={errors.place}>
          {(control) => <TextInput {...control} maxLength={60} defaultValue={typed('place')} />}
        </Field>
        <div>
          <SubmitButton intent="hold">登记</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
