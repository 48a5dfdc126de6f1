import { maskedAccountNo } from '#app/domain/payee-account.ts';
import { sidesOf } from '#app/domain/contract-kind.ts';
import { kindOfForm } from '#app/domain/composer-steps.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import type { TermsFieldsProps } from '../composer-props.ts';
import { NumberField } from '../number-field.tsx';

/** The account that is paid to, by a tick: it is read from the record, where its change is guarded, and typed by nobody. */
export function PayeeField({ form, errors, payee = null }: TermsFieldsProps) {
  const { licensor } = sidesOf(kindOfForm(form));
  if (payee === null) {
    return (
      <p className="text-sm text-ink-soft">
        收款账户：由{licensor}写入它在平台上生效的账户；不写的，付至付款时平台登记并核验的账户。
      </p>
    );
  }
  return (
    <CheckboxGroup
      name="payee"
      label="收款账户"
      why="户名、开户行和账号写进正文，读得到合同的人都看得到；付款仍以付款时平台生效的账户为准。"
      defaultValue={form.payee === 'yes' ? ['yes'] : []}
      error={errors.payee}
      required={false}
      options={[
        {
          value: 'yes',
          label: `写明${licensor}的收款账户`,
          hint: `${payee.accountName}，${payee.bankName}，${maskedAccountNo(payee.accountNo)}`,
        },
      ]}
    />
  );
}

/** How many copies on paper each side holds. */
export function CopiesFields({ form, errors }: TermsFieldsProps) {
  const sides = sidesOf(kindOfForm(form));
  const hasErrors = Object.keys(errors).some((name) => name.startsWith('copies'));
  const isAgreed = Object.values(form.copies).some((value) => value !== '');
  const held = (name: keyof typeof form.copies, label: string) => (
    <NumberField name={`copies.${name}`} label={label} unit="份" value={form.copies[name]} errors={errors} />
  );
  return (
    <details open={isAgreed || hasErrors}>
      <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">约定纸质合同的份数</summary>
      <div className="mt-3 grid gap-5">
        <p className="text-sm text-ink-soft">都不填的，双方各执一份，办理登记另备。</p>
        {held('licensor', `${sides.licensor}执`)}
        {held('licensee', `${sides.licensee}执`)}
        {held('other', '办理登记等用')}
      </div>
    </details>
  );
}
