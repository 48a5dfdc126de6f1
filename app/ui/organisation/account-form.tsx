import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { useTyped } from '../typed-value.ts';
import type { FormAnswer } from './account-shown.ts';

interface AccountFormProps {
  orgName: string;
  /** Another account is in use. */
  isChange: boolean;
  replayKey: string;
  reply?: FormAnswer | undefined;
}

/** The first of two people enters an account. */
export function AccountForm({ orgName, isChange, replayKey, reply }: AccountFormProps) {
  const typed = useTyped(reply, 'propose');
  const errors = reply?.intent === 'propose' ? reply.errors : {};
  return (
    <section>
      <SectionHead look="plain" note="填写的人和同意的人不能是同一个">
        {isChange ? '更换账户' : '填写收款账户'}
      </SectionHead>
      <IntentForm intent="propose" replayKey={replayKey} className="grid max-w-form gap-6">
        <Field name="accountName" label="户名" why="只能是本单位的账户，与机构名称一致。" error={errors.accountName}>
          {(control) => <TextInput {...control} maxLength={80} defaultValue={typed('accountName', orgName)} />}
        </Field>
        <Field name="bankName" label="开户行" why="写到支行，例如 示例银行兰州城关支行" error={errors.bankName}>
          {(control) => <TextInput {...control} maxLength={80} defaultValue={typed('bankName')} />}
        </Field>
        <Field name="accountNo" label="账号" error={errors.accountNo}>
          {(control) => <TextInput {...control} inputMode="numeric" defaultValue={typed('accountNo')} />}
        </Field>
        <Field
          name="reason"
          label={isChange ? '为什么更换' : '说明'}
          why={isChange ? '例如 基本户迁到新的支行' : '例如 学校基本户'}
          error={errors.reason}
        >
          {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('reason')} />}
        </Field>
        <div>
          <SubmitButton intent="propose" look={isChange ? 'secondary' : 'primary'}>
            提交，请另一人同意
          </SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
