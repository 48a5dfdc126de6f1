import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import type { FormState } from './certificate-form.tsx';

/** Adds units to the kept list, one a line. */
export function KeyUnitsForm({ reply }: { reply: FormState | undefined }) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <section className="mt-10 max-w-form">
      <SectionHead look="plain">加到名单</SectionHead>
      <IntentForm intent="add" className="grid gap-4">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field name="lines" label="单位" why="一行一家：单位全称，列入理由。可以从表格里粘贴。" error={errors.lines}>
          {(control) => (
            <TextArea
              {...control}
              rows={5}
              defaultValue={typeof reply?.values.lines === 'string' ? reply.values.lines : ''}
            />
          )}
        </Field>
        <div>
          <SubmitButton intent="add">加到名单</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
