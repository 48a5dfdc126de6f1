import { useState } from 'react';
import { royaltyBaseLabels, royaltyBases, royaltyPeriodKinds, royaltyPeriodLabels } from '#app/domain/contract.ts';
import type { RoyaltyFieldsProps } from './composer-props.ts';
import { DateInput } from './date-input.tsx';
import { DeductionRows } from './deduction-rows.tsx';
import { Field } from './field.tsx';
import { MoreRoyaltyFields } from './more-royalty-fields.tsx';
import { MoneyInput } from './money-input.tsx';
import { optionsOf } from './option.ts';
import { RadioGroup } from './radio-group.tsx';
import { RateFields } from './rate-fields.tsx';
import { Select } from './select.tsx';
import { TextInput } from './text-input.tsx';
import { useHydrated } from './use-hydrated.ts';

const kinds = [
  { value: 'flat', label: '固定比例' },
  { value: 'tiered', label: '分段累进', hint: '每期基数分段，各段各自的比例' },
  { value: 'by_year', label: '按合同年递增或递减' },
  { value: 'none', label: '无提成' },
];

/** The royalty. With JavaScript only the chosen way shows its fields; without, all do and the hints say which count. */
export function RoyaltyFields({ royalty, errors }: RoyaltyFieldsProps) {
  const [kind, setKind] = useState(royalty.kind || 'flat');
  const isHydrated = useHydrated();
  const error = (name: string) => errors[`royalty.${name}`];
  const days = (name: 'reportWithinDays' | 'payWithinDays', label: string) => (
    <Field name={`royalty.${name}`} label={label} unit="天" width="short" error={error(name)} required={false}>
      {(control) => <TextInput {...control} numeric hasUnit defaultValue={royalty[name]} maxLength={4} />}
    </Field>
  );
  return (
    <>
      <div onChange={(event) => event.target instanceof HTMLInputElement && setKind(event.target.value)}>
        <RadioGroup
          name="royalty.kind"
          label="提成方式"
          defaultValue={royalty.kind}
          error={error('kind')}
          options={kinds}
        />
      </div>
      <RateFields rates={royalty} at="royalty" kind={kind} errors={errors} />
      <div hidden={isHydrated && kind === 'none'} className="grid gap-5">
        <Field
          name="royalty.base"
          label="按什么提成"
          why="换一种基数并保存后，下面的扣除项换成这种基数常用的；改过的不动。"
          width="half"
          error={error('base')}
          required={false}
        >
          {(control) => (
            <Select {...control} defaultValue={royalty.base} options={optionsOf(royaltyBases, royaltyBaseLabels)} />
          )}
        </Field>
        <Field name="royalty.period" label="多久结一次" width="half" error={error('period')} required={false}>
          {(control) => (
            <Select
              {...control}
              defaultValue={royalty.period}
              options={optionsOf(royaltyPeriodKinds, royaltyPeriodLabels)}
            />
          )}
        </Field>
        <MoneyInput
          name="royalty.cap"
          label="封顶"
          why="里程碑和提成加起来最多付多少；付满为止，不再支付。不填就不封顶。"
          defaultValue={royalty.cap}
          error={error('cap')}
          required={false}
        />
        <MoneyInput
          name="royalty.minimum"
          label="每期最低提成"
          why="独占许可一般要约定，防止闲置。"
          defaultValue={royalty.minimum}
          error={error('minimum')}
          required={false}
        />
        <Field
          name="royalty.startsOn"
          label="从哪天开始计提"
          why="有试用期的不早于试用期届满：填得更早或者不填，都从试用期满的次日起；不设试用期的，不填就从交付验收合格起。"
          width="short"
          error={error('startsOn')}
          required={false}
        >
          {(control) => <DateInput {...control} defaultValue={royalty.startsOn} />}
        </Field>
        {days('reportWithinDays', '期末后几天内申报')}
        {days('payWithinDays', '申报后几天内付款')}
        <DeductionRows royalty={royalty} errors={errors} />
        <MoreRoyaltyFields royalty={royalty} errors={errors} />
      </div>
    </>
  );
}
