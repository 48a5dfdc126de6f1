import { cardCountries, cardCountryLabels } from '#app/domain/card-account.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { useTyped } from '../typed-value.ts';
import type { FormAnswer } from './account-shown.ts';

interface CardAccountFormProps {
  /** Another account is in use. */
  isChange: boolean;
  replayKey: string;
  reply?: FormAnswer | undefined;
}

const countries = cardCountries.map((value) => ({ value, label: cardCountryLabels[value] }));

/** The first of two people asks for an account at the card provider. */
export function CardAccountForm({ isChange, replayKey, reply }: CardAccountFormProps) {
  const typed = useTyped(reply, 'propose');
  const errors = reply?.intent === 'propose' ? reply.errors : {};
  return (
    <section>
      <SectionHead look="plain" note="申请的人和同意的人不能是同一个">
        {isChange ? '更换账户' : '申请开通'}
      </SectionHead>
      <IntentForm intent="propose" replayKey={replayKey} className="grid max-w-form gap-6">
        <Field
          name="country"
          label="开户地区"
          why="支付服务商不在内地开户：要用本单位在这些地区的主体，收款在境外结算。先问财务和主管部门。"
          error={errors.country}
        >
          {(control) => <Select {...control} options={countries} defaultValue={typed('country', 'HK')} />}
        </Field>
        <Field name="reason" label="说明" why="例如 用香港研究院收取境外许可费" error={errors.reason}>
          {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('reason')} />}
        </Field>
        <div>
          <SubmitButton intent="propose" look={isChange ? 'secondary' : 'primary'}>
            {isChange ? '申请更换' : '申请开通'}
          </SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
