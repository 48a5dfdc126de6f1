import type { FormErrors, RateFieldsProps, RoyaltyFieldsProps } from './composer-props.ts';
import { Field } from './field.tsx';
import { MoneyInput } from './money-input.tsx';
import type { Option } from './option.ts';
import { Select } from './select.tsx';
import { TextInput } from './text-input.tsx';

const ways: Option[] = [
  { value: '', label: '分段累进（通常）' },
  { value: 'marginal', label: '分段累进' },
  { value: 'whole', label: '达到的档次全额适用' },
];
const spans: Option[] = [
  { value: '', label: '每期重新计（通常）' },
  { value: 'period', label: '每期重新计' },
  { value: 'contract_year', label: '按合同年累计' },
  { value: 'contract', label: '按合同期累计' },
];
const starts: Option[] = [
  { value: '', label: '试用期满（通常）' },
  { value: 'trial_end', label: '试用期满' },
  { value: 'first_sale', label: '首次销售' },
  { value: 'milestone', label: '某个里程碑验收通过' },
];
const credits: Option[] = [
  { value: 'yes', label: '此前已计的提成抵入' },
  { value: 'no', label: '此前已计的提成不抵' },
];

/** How tiers count: only with tiers. */
export function TierChoices({ rates, at, errors }: RateFieldsProps) {
  const choice = (key: 'tierWay' | 'tierSpan', label: string, options: readonly Option[]) => (
    <Choice name={`${at}.${key}`} label={label} options={options} value={rates[key]} errors={errors} />
  );
  return (
    <div className="mt-5 grid gap-5">
      {choice('tierWay', '各段怎么算', ways)}
      {choice('tierSpan', '按多长时间累计', spans)}
    </div>
  );
}

/** What only some contracts agree about the royalty; open where something was agreed or is wrong. */
export function MoreRoyaltyFields({ royalty, errors }: RoyaltyFieldsProps) {
  const names = [
    'startEvent',
    'startMilestone',
    'baseline',
    'sublicence',
    'yearlyMinimum',
    'minimumFromYear',
    'buyOutPrice',
  ] as const;
  const isOpen = names.some((name) => royalty[name] !== '' || errors[`royalty.${name}`] !== undefined);
  const number = (
    name: 'startMilestone' | 'sublicence' | 'minimumFromYear',
    label: string,
    unit: string,
    why?: string,
  ) => (
    <Field
      name={`royalty.${name}`}
      label={label}
      unit={unit}
      why={why}
      width="short"
      error={errors[`royalty.${name}`]}
      required={false}
    >
      {(control) => <TextInput {...control} numeric hasUnit defaultValue={royalty[name]} maxLength={12} />}
    </Field>
  );
  const money = (name: 'baseline' | 'yearlyMinimum' | 'buyOutPrice', label: string, why: string) => (
    <MoneyInput
      name={`royalty.${name}`}
      label={label}
      why={why}
      defaultValue={royalty[name]}
      error={errors[`royalty.${name}`]}
      required={false}
    />
  );
  const choice = (name: 'startEvent' | 'buyOutCredits', label: string, options: readonly Option[]) => (
    <Choice name={`royalty.${name}`} label={label} options={options} value={royalty[name]} errors={errors} />
  );
  return (
    <details open={isOpen}>
      <summary className="min-h-11 py-2.5 font-bold sm:min-h-0 sm:py-1">更多提成约定</summary>
      <div className="mt-3 grid gap-5">
        {choice('startEvent', '从什么事情起计提', starts)}
        {number('startMilestone', '哪个里程碑', '号')}
        {money('yearlyMinimum', '每个合同年最低提成', '年终不足的补足。')}
        {number('minimumFromYear', '从第几个合同年起有最低', '年', '不填从第 2 个合同年起。')}
        {money('baseline', '每期基准数', '按新增产值或利润提成时，只就超过它的部分计。')}
        {number('sublicence', '分许可收入的比例', '%')}
        {money('buyOutPrice', '买断价', '一次付清后不再计提成。不填就没有买断权。')}
        {choice('buyOutCredits', '买断时', credits)}
      </div>
    </details>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  options: readonly Option[];
  value: string;
  errors: FormErrors;
}

function Choice({ name, label, options, value, errors }: ChoiceProps) {
  return (
    <Field name={name} label={label} width="half" error={errors[name]} required={false}>
      {(control) => <Select {...control} defaultValue={value} options={options} />}
    </Field>
  );
}
