import { useState } from 'react';
import type { RoyaltyForm } from '#app/domain/contract-form.ts';
import { royaltyBaseLabels, royaltyBases, royaltyPeriodKinds, royaltyPeriodLabels } from '#app/domain/contract.ts';
import { Button } from './button.tsx';
import { DateInput } from './date-input.tsx';
import { Field } from './field.tsx';
import { fieldId } from './field-id.ts';
import { FieldError } from './field-words.tsx';
import { MoneyInput } from './money-input.tsx';
import { RadioGroup } from './radio-group.tsx';
import { Select } from './select.tsx';
import { TextInput } from './text-input.tsx';
import { useHydrated } from './use-hydrated.ts';

interface RoyaltyFieldsProps {
  royalty: RoyaltyForm;
  errors: Readonly<Record<string, string[]>>;
}

const kinds = [
  { value: 'flat', label: '固定比例' },
  { value: 'tiered', label: '分段累进', hint: '每期基数分段，各段各自的比例' },
  { value: 'by_year', label: '按合同年递增或递减' },
  { value: 'none', label: '无提成' },
];
const options = <Word extends string>(words: readonly Word[], labels: Readonly<Record<Word, string>>) =>
  words.map((value) => ({ value, label: labels[value] }));

/** The royalty. With JavaScript only the chosen way shows its fields; without, all do and the hints say which count. */
export function RoyaltyFields({ royalty, errors }: RoyaltyFieldsProps) {
  const [kind, setKind] = useState(royalty.kind || 'flat');
  const isHydrated = useHydrated();
  const hides = (...shownFor: string[]) => isHydrated && !shownFor.includes(kind);
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
      <div hidden={hides('flat')}>
        <Field
          name="royalty.rate"
          label="比例"
          unit="%"
          width="short"
          why="选“固定比例”时填，例如 3"
          error={error('rate')}
          required={false}
        >
          {(control) => <TextInput {...control} numeric hasUnit defaultValue={royalty.rate} maxLength={12} />}
        </Field>
      </div>
      <div hidden={hides('by_year')}>
        <Field
          name="royalty.rates"
          label="各合同年的比例（%）"
          why="选“按合同年”时填，依次用顿号隔开，例如 5、4、3；其后各年同最后一年"
          width="half"
          error={error('rates')}
          required={false}
        >
          {(control) => <TextInput {...control} defaultValue={royalty.rates} maxLength={120} />}
        </Field>
      </div>
      <div hidden={hides('tiered')}>
        <Tiers royalty={royalty} errors={errors} />
      </div>
      <div hidden={hides('flat', 'tiered', 'by_year')} className="grid gap-5">
        <Field name="royalty.base" label="按什么提成" width="half" error={error('base')} required={false}>
          {(control) => (
            <Select {...control} defaultValue={royalty.base} options={options(royaltyBases, royaltyBaseLabels)} />
          )}
        </Field>
        <Field name="royalty.period" label="多久结一次" width="half" error={error('period')} required={false}>
          {(control) => (
            <Select
              {...control}
              defaultValue={royalty.period}
              options={options(royaltyPeriodKinds, royaltyPeriodLabels)}
            />
          )}
        </Field>
        <MoneyInput
          name="royalty.cap"
          label="封顶"
          why="里程碑和提成加起来最多付多少；付满为止，许可继续有效。不填就不封顶。"
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
          why="不填就从试用期满的次日起。"
          width="short"
          error={error('startsOn')}
          required={false}
        >
          {(control) => <DateInput {...control} defaultValue={royalty.startsOn} />}
        </Field>
        {days('reportWithinDays', '期末后几天内申报')}
        {days('payWithinDays', '申报后几天内付款')}
        <Deductions royalty={royalty} errors={errors} />
      </div>
    </>
  );
}

function Tiers({ royalty, errors }: RoyaltyFieldsProps) {
  const cell = (i: number, key: 'from' | 'to' | 'rate', label: string, unit: string) => {
    const name = `royalty.tiers[${i}].${key}`;
    return (
      <Field name={name} label={label} unit={unit} error={errors[name]} required={false}>
        {(control) => <TextInput {...control} numeric hasUnit defaultValue={royalty.tiers[i]?.[key]} maxLength={20} />}
      </Field>
    );
  };
  const missing = errors['royalty.tiers']?.[0];
  return (
    <fieldset className="min-w-0 border-l-[3px] border-line pl-4">
      <legend className="font-bold">分段</legend>
      {missing && <FieldError id={`${fieldId('royalty.tiers')}-error`}>{missing}</FieldError>}
      {royalty.tiers.map((_, i) => (
        <div key={`${royalty.tiers.length}-${i}`} className="mt-2 grid items-end gap-3 sm:grid-cols-[1fr_1fr_1fr_auto]">
          {cell(i, 'from', `第 ${i + 1} 段从`, '万元')}
          {cell(i, 'to', '到，最后一段不填', '万元')}
          {cell(i, 'rate', '比例', '%')}
          <Button type="submit" look="quiet" name="intent" value={`remove-tier:${i}`} aria-label={`去掉第 ${i + 1} 段`}>
            去掉
          </Button>
        </div>
      ))}
      <div className="mt-3">
        <Button type="submit" name="intent" value="add-tier" id={fieldId('royalty.tiers')}>
          加一段
        </Button>
      </div>
    </fieldset>
  );
}

/** What may be taken off the gross; one row stays open for another. */
function Deductions({ royalty, errors }: RoyaltyFieldsProps) {
  const rows = [...royalty.deductions.filter((row) => row.name !== '' || row.cap !== ''), { name: '', cap: '' }];
  return (
    <fieldset className="min-w-0">
      <legend className="font-bold">可以从销售额里扣除的</legend>
      <p className="text-sm text-ink-soft">
        没有列出的不能扣；名称留空就去掉这一项。上限是占当期毛额的百分比，可以不填。
      </p>
      {rows.map((row, i) => {
        const name = `royalty.deductions[${i}].name`;
        const cap = `royalty.deductions[${i}].cap`;
        return (
          <div key={`${rows.length}-${i}`} className="mt-2 grid gap-3 sm:grid-cols-[2fr_1fr]">
            <Field
              name={name}
              label={<span className="text-sm">扣除项 {i + 1}</span>}
              error={errors[name]}
              required={false}
            >
              {(control) => <TextInput {...control} defaultValue={row.name} maxLength={40} />}
            </Field>
            <Field
              name={cap}
              label={<span className="text-sm">上限</span>}
              unit="%"
              error={errors[cap]}
              required={false}
            >
              {(control) => <TextInput {...control} numeric hasUnit defaultValue={row.cap} maxLength={12} />}
            </Field>
          </div>
        );
      })}
    </fieldset>
  );
}
