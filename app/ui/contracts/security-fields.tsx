import { securityKindLabels } from '#app/domain/contract-security.ts';
import { securityKinds } from '#app/domain/contract.ts';
import type { TermsFieldsProps } from '../composer-props.ts';
import { Field } from '../field.tsx';
import { MoneyInput } from '../money-input.tsx';
import { NumberField } from '../number-field.tsx';
import { optionsOf } from '../option.ts';
import { Select } from '../select.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

/** What stands for the performance besides the parties: closed until somebody wants it, and nothing unless a kind is chosen. */
export function SecurityFields({ form: { security }, errors }: TermsFieldsProps) {
  const hasErrors = Object.keys(errors).some((name) => name.startsWith('security.'));
  const text = (name: 'provider' | 'product' | 'beneficiary', label: string, why: string, required = false) => (
    <Field name={`security.${name}`} label={label} why={why} error={errors[`security.${name}`]} required={required}>
      {(control) => <TextInput {...control} defaultValue={security[name]} maxLength={200} />}
    </Field>
  );
  const money = (name: 'sum' | 'premium', label: string) => (
    <MoneyInput
      name={`security.${name}`}
      label={label}
      defaultValue={security[name]}
      error={errors[`security.${name}`]}
      required={false}
      capitals={false}
    />
  );
  return (
    <details open={security.kind !== '' || hasErrors}>
      <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">
        约定保险、担保、保证金或者第三方机构
      </summary>
      <div className="mt-2 grid gap-5">
        <Field name="security.kind" label="履约保障" width="half" error={errors['security.kind']} required={false}>
          {(control) => (
            <Select
              {...control}
              blank="不约定"
              defaultValue={security.kind}
              options={optionsOf(securityKinds, securityKindLabels)}
            />
          )}
        </Field>
        {text('provider', '由谁提供', '保险人、保证人、保证金的保管人或者机构的全称', true)}
        {text('product', '产品或文件', '例如：专利实施失败费用损失保险，或者保函编号')}
        {money('sum', '保险金额、担保或保证金金额')}
        {money('premium', '保费或费用')}
        <NumberField
          name="security.subsidy"
          label="费用中补贴的比例"
          unit="%"
          value={security.subsidy}
          errors={errors}
        />
        {text('beneficiary', '受益人', '写全称，或者“许可方”“被许可方”', true)}
        <Field
          name="security.claimEvent"
          label="什么情形下可以主张"
          why="例如：试用期内未达到约定指标，或者逾期付款超过 60 日"
          error={errors['security.claimEvent']}
        >
          {(control) => <TextArea {...control} rows={2} defaultValue={security.claimEvent} maxLength={500} />}
        </Field>
      </div>
    </details>
  );
}
