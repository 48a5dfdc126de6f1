import { listingPriceKinds, listingPriceLabels, payLaterTrl, pricingLabels, pricings } from '#app/domain/listing.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Option } from '../option.ts';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

interface ListingFormProps {
  modes: readonly Option[];
  values: Readonly<Record<string, unknown>>;
  errors: Readonly<Record<string, string[]>>;
  /** Fewest days for which an agreed price is shown. */
  publicityDays: number;
  /** Other terms for what is listed already. */
  isChange: boolean;
}

const hintsWith = (publicityDays: number): Readonly<Record<string, string>> => ({
  agreed: `和对方谈定价格。国家设立的院校须公示名称和拟交易价格，不少于 ${publicityDays} 日。`,
  exchange: '在技术交易市场公开挂牌征集，两家以上竞价。',
  auction: '委托有资质的拍卖行。',
});

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];

/** The terms on which an achievement is listed. */
export function ListingForm({ modes, values, errors, publicityDays, isChange }: ListingFormProps) {
  const hints = hintsWith(publicityDays);
  const { '': whole, ...byField } = errors;
  const typed = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const line = (name: string, label: string, unit?: string, why?: string) => (
    <Field name={name} label={label} unit={unit} why={why} required={false} width="half" error={errors[name]}>
      {(control) => <TextInput {...control} defaultValue={typed(name)} />}
    </Field>
  );
  return (
    <IntentForm intent={isChange ? 'change' : 'list'} className="grid max-w-form gap-6">
      <ErrorSummary errors={byField} message={whole?.[0]} />
      <CheckboxGroup
        name="modes"
        label="合作方式"
        options={modes}
        defaultValue={list(values.modes)}
        error={errors.modes}
      />
      <RadioGroup
        name="pricing"
        label="定价方式"
        defaultValue={typed('pricing')}
        error={errors.pricing}
        options={pricings.map((value) => ({ value, label: pricingLabels[value], hint: hints[value] }))}
      />
      <RadioGroup
        name="priceKind"
        label="价格"
        defaultValue={typed('priceKind')}
        error={errors.priceKind}
        options={listingPriceKinds.map((value) => ({ value, label: listingPriceLabels[value] }))}
      />
      {line('min', '金额，或区间下限', '万元', '一口价、区间和挂牌交易要填。')}
      {line('max', '区间上限', '万元')}
      <fieldset className="grid gap-6">
        <legend className="pb-2 font-bold">按公式计价的填</legend>
        {line('entry', '入门费', '万元', '签约时先付的数，不收的不填。')}
        {line('milestones', '里程碑合计', '万元', '达到约定指标后分步付的总数。')}
        {line('royalty', '净销售额提成', '%')}
        {line('cap', '合计最多', '万元', '入门费、里程碑和提成加起来的封顶，不封顶的不填。')}
        {line('formula', '补充说明', undefined, '例如：里程碑分三步，提成每半年对账。')}
      </fieldset>
      <CheckboxGroup
        name="isPayLater"
        label="先用后付"
        required={false}
        defaultValue={list(values.isPayLater)}
        error={errors.isPayLater}
        options={[{ value: 'on', label: `接受先用后付（要求 TRL ${payLaterTrl} 以上），零门槛费` }]}
      />
      {line('trialMonths', '试用', '个月')}
      {line('payTrigger', '达到什么条件开始付款', undefined, '例如：吨水成本低于 6 元并连续运行 30 天。')}
      <div className="grid sm:block">
        <SubmitButton intent={isChange ? 'change' : 'list'}>{isChange ? '改挂牌条件' : '挂牌'}</SubmitButton>
      </div>
    </IntentForm>
  );
}
