import type { BankAccount } from '#app/domain/payee-account.ts';
import { Amount } from '../amount.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import { Sample } from '../sample.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormAnswer } from './account-shown.ts';

interface Waiting extends BankAccount {
  readonly id: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly uscc: string;
}

function Head({ account }: { account: Waiting }) {
  return (
    <>
      <h3 className="font-bold">
        {account.orgName} {account.isSample && <Sample />}
        <span className="nums block text-sm font-normal text-ink-soft">{account.uscc}</span>
      </h3>
      <div className="my-3">
        <KeyValue
          items={[
            { label: '户名', value: account.accountName },
            { label: '开户行', value: account.bankName },
            { label: '账号', value: <span className="nums">{account.accountNo}</span> },
          ]}
        />
      </div>
    </>
  );
}

/** An account to which the operator sends the small amount. */
export function AccountToSend({ account }: { account: Waiting & { readonly probeFen: bigint | null } }) {
  return (
    <li className="rounded-lg border border-line bg-card p-5">
      <Head account={account} />
      <IntentForm intent="send" className="flex flex-wrap items-center gap-4">
        <input type="hidden" name="accountId" value={account.id} />
        <p>
          打款金额 <Amount fen={account.probeFen ?? 0n} bold />
        </p>
        <SubmitButton intent="send">已从平台账户打出</SubmitButton>
      </IntentForm>
    </li>
  );
}

interface AccountToReadProps {
  account: Waiting & { readonly paperFileId: string | null };
  reply?: FormAnswer | undefined;
}

/** An account whose bank paper is to be compared with it. */
export function AccountToRead({ account, reply }: AccountToReadProps) {
  return (
    <li className="rounded-lg border border-line bg-card p-5">
      <Head account={account} />
      {account.paperFileId && (
        <a href={`/files/${account.paperFileId}`} className="link-quiet inline-flex min-h-11 items-center">
          看开户证明
        </a>
      )}
      <div className="mt-2 flex flex-wrap items-end gap-6">
        <IntentForm intent="pass">
          <input type="hidden" name="accountId" value={account.id} />
          <SubmitButton intent="pass">户名、账号相符，通过</SubmitButton>
        </IntentForm>
        <IntentForm intent="refuse" className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="accountId" value={account.id} />
          <Field name="note" label="哪里不符" scope={account.id} error={reply?.errors.note}>
            {(control) => <TextInput {...control} maxLength={200} />}
          </Field>
          <SubmitButton intent="refuse" look="secondary">
            不通过
          </SubmitButton>
        </IntentForm>
      </div>
    </li>
  );
}
