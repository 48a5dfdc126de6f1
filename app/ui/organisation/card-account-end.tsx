import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormAnswer } from './account-shown.ts';
import type { CardAccountShown } from './card-account-shown.ts';

interface CardAccountEndProps {
  account: Pick<CardAccountShown, 'id' | 'state'>;
  reply?: FormAnswer | undefined;
}

/** One person is enough to stop an account: bank transfer goes on. */
export function CardAccountEnd({ account, reply }: CardAccountEndProps) {
  const mine = reply?.intent === 'end' && reply.values.cardAccountId === account.id ? reply : undefined;
  const isActive = account.state === 'active';
  return (
    <details className="border-t border-line pt-3 text-sm" open={mine !== undefined}>
      <summary className="link-quiet inline-flex min-h-11 items-center">
        {isActive ? '不再在线收款' : '不开了，或者不是我们办的：撤回'}
      </summary>
      <IntentForm intent="end" className="mt-2 flex flex-wrap items-end gap-3">
        <input type="hidden" name="cardAccountId" value={account.id} />
        <Field name="note" label="原因" scope={account.id} error={mine?.errors.note}>
          {(control) => <TextInput {...control} maxLength={200} />}
        </Field>
        <SubmitButton intent="end" look="danger">
          {isActive ? '停用在线收款' : '撤回这个账户'}
        </SubmitButton>
      </IntentForm>
    </details>
  );
}
