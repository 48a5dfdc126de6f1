import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface HandOverProps {
  colleagues: readonly { readonly value: string; readonly label: string }[];
  handler: string | null;
}

/** Gives a request to the colleague who knows the matter; the clock runs on. */
export function HandOver({ colleagues, handler }: HandOverProps) {
  return (
    <details className="rounded-lg border border-line bg-card">
      <summary className="min-h-11 px-4 py-2.5 text-sm lg:px-6">
        转给同事答复{handler && `（现在由 ${handler} 答复）`}
      </summary>
      <IntentForm intent="handOver" className="grid gap-3 border-t border-line px-4 py-4 lg:px-6">
        {colleagues.length === 0 ? (
          <p className="text-sm text-ink-soft">本单位没有别的经办人。请管理员在「机构与成员」里添加。</p>
        ) : (
          <>
            <Field name="userId" label="同事" scope="hand" why="期限不变，对方看不到是谁在办。">
              {(control) => <Select {...control} options={colleagues} blank="请选择" />}
            </Field>
            <div>
              <SubmitButton look="secondary" intent="handOver">
                转给他
              </SubmitButton>
            </div>
          </>
        )}
      </IntentForm>
    </details>
  );
}
