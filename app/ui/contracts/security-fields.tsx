import { kindOfForm } from '#app/domain/composer-steps.ts';
import { noSecurity, type SecurityForm } from '#app/domain/contract-form.ts';
import { sidesOf } from '#app/domain/contract-kind.ts';
import { securityKindLabels } from '#app/domain/contract-security.ts';
import { mostSecurities, securityKinds } from '#app/domain/contract.ts';
import type { FormErrors, TermsFieldsProps } from '../composer-props.ts';
import { Field } from '../field.tsx';
import { MoneyInput } from '../money-input.tsx';
import { NumberField } from '../number-field.tsx';
import { optionsOf } from '../option.ts';
import { Select } from '../select.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

/** What stands for the performance besides the parties: closed until somebody wants it; one row stays open for another. */
export function SecurityFields({ form, errors }: TermsFieldsProps) {
  const { licensor, licensee } = sidesOf(kindOfForm(form));
  const rows = form.security.length < mostSecurities ? [...form.security, noSecurity] : form.security;
  const hasErrors = Object.keys(errors).some((name) => name.startsWith('security'));
  return (
    <details open={form.security.length > 0 || hasErrors}>
      <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">
        约定保险、担保、保证金或者第三方机构（可以几项）
      </summary>
      <div className="mt-2 grid gap-6">
        {rows.map((row, i) => (
          <SecurityRow
            key={`${rows.length}-${i}`}
            row={row}
            i={i}
            errors={errors}
            beneficiaries={`“${licensor}”“${licensee}”`}
          />
        ))}
      </div>
    </details>
  );
}

interface SecurityRowProps {
  row: SecurityForm;
  i: number;
  errors: FormErrors;
  beneficiaries: string;
}

function SecurityRow({ row, i, errors, beneficiaries }: SecurityRowProps) {
  const at = (name: keyof SecurityForm) => `security[${i}].${name}`;
  const text = (name: 'provider' | 'product' | 'beneficiary', label: string, why: string, required = false) => (
    <Field name={at(name)} label={label} why={why} error={errors[at(name)]} required={required}>
      {(control) => <TextInput {...control} defaultValue={row[name]} maxLength={200} />}
    </Field>
  );
  const money = (name: 'sum' | 'premium', label: string) => (
    <MoneyInput
      name={at(name)}
      label={label}
      defaultValue={row[name]}
      error={errors[at(name)]}
      required={false}
      capitals={false}
    />
  );
  return (
    <fieldset className="grid min-w-0 gap-5 rounded-lg border border-line bg-card px-4 pb-5 pt-2 sm:px-6">
      <legend className="px-1 font-bold">履约保障 {i + 1}</legend>
      <Field
        name={at('kind')}
        label="哪一种"
        why="选“不约定”就去掉这一项"
        width="half"
        error={errors[at('kind')]}
        required={false}
      >
        {(control) => (
          <Select
            {...control}
            blank="不约定"
            defaultValue={row.kind}
            options={optionsOf(securityKinds, securityKindLabels)}
          />
        )}
      </Field>
      {text('provider', '由谁提供', '保险人、保证人、保证金的保管人或者机构的全称', true)}
      {text('product', '产品或文件', '例如：专利实施失败费用损失保险，或者保函编号')}
      {money('sum', '保险金额、担保或保证金金额')}
      {money('premium', '保费或费用')}
      <NumberField name={at('subsidy')} label="费用中补贴的比例" unit="%" value={row.subsidy} errors={errors} />
      {text('beneficiary', '受益人', `写全称，或者${beneficiaries}`, true)}
      <Field
        name={at('claimEvent')}
        label="什么情形下可以主张"
        why="例如：未达到约定指标，或者逾期付款超过 60 日"
        error={errors[at('claimEvent')]}
      >
        {(control) => <TextArea {...control} rows={2} defaultValue={row.claimEvent} maxLength={500} />}
      </Field>
    </fieldset>
  );
}
