import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

/** The helper says the PIN once on each phone. */
export function PinForm({ errors = {} }: { errors?: Readonly<Record<string, string[]>> | undefined }) {
  return (
    <IntentForm intent="open" reloadDocument discover="none" className="grid gap-4">
      <ErrorSummary errors={errors} {...(errors['']?.[0] ? { message: errors[''][0] } : {})} />
      <Field name="pin" label="口令" why="组织方告诉你的 6 位数字，每部手机输一次" error={errors.pin}>
        {(control) => <TextInput {...control} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />}
      </Field>
      <SubmitButton wide>开始值班</SubmitButton>
      <p className="text-sm text-ink-soft">
        名单只有姓名、单位和手机尾号，活动后自动从这部手机删除。可以“添加到主屏幕”，没有网络也能打开。
      </p>
    </IntentForm>
  );
}
