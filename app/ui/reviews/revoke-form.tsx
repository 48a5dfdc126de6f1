import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

/** Takes a registration back: what that means stands before the button. */
export function RevokeForm({ reply }: { reply: { readonly errors: Readonly<Record<string, string[]>> } | undefined }) {
  return (
    <details open={reply !== undefined}>
      <summary className="link-quiet inline-flex min-h-11 items-center">注销登记</summary>
      <p className="mb-3 max-w-prose text-sm text-ink-soft">
        登记内容不实时注销。登记号作废，不再编给别的成果；公开页面不再显示登记号，单位会收到理由。
      </p>
      <IntentForm intent="revoke" className="grid max-w-form gap-3">
        <Field name="note" scope="revoke" label="注销的依据" error={reply?.errors.note}>
          {(control) => <TextInput {...control} maxLength={500} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton intent="revoke" look="danger">
            注销登记
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
