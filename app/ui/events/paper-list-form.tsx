import { localTime } from '#app/domain/event-form.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue } from '../typed-value.ts';
import type { DeskReply } from './event-deeds.tsx';

/** The paper list typed off after the network was gone: the numbers that are signed. */
export function PaperListForm({ startsAt, reply }: { startsAt: Date; reply: DeskReply | undefined }) {
  const errors = reply?.intent === 'enter-paper' ? reply.errors : {};
  return (
    <details
      open={reply?.intent === 'enter-paper'}
      className="rounded-lg border border-line bg-card px-5 py-3 print:hidden"
    >
      <summary className="min-h-11 cursor-pointer py-2 font-bold">补录纸质签到表</summary>
      <IntentForm intent="enter-paper" className="grid gap-4 py-3">
        <ErrorSummary errors={errors} scope="paper" />
        <Field
          name="numbers"
          scope="paper"
          label="签了名的序号"
          why="照打印的签到表填，例如 1 3 5-9；有填错的序号就整批不录"
          error={errors.numbers}
        >
          {(control) => (
            <TextArea {...control} rows={2} defaultValue={typedValue(reply, 'enter-paper', 'numbers') ?? ''} />
          )}
        </Field>
        <Field name="at" scope="paper" label="签到时间" error={errors.at} width="half">
          {(control) => <TextInput {...control} type="datetime-local" defaultValue={localTime(startsAt)} />}
        </Field>
        <span>
          <SubmitButton intent="enter-paper">录入</SubmitButton>
        </span>
      </IntentForm>
    </details>
  );
}
