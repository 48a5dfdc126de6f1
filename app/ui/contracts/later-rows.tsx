import { useState } from 'react';
import type { LaterForm } from '#app/domain/contract-form.ts';
import { Button } from '../button.tsx';
import type { FormErrors, LaterChoice, RoyaltyFieldsProps } from '../composer-props.ts';
import { Field } from '../field.tsx';
import { fieldId } from '../field-id.ts';
import { useLock } from '../field-locks.tsx';
import { FieldError } from '../field-words.tsx';
import { MoneyInput } from '../money-input.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { RateFields } from '../rate-fields.tsx';
import { Select } from '../select.tsx';

const kinds = [
  { value: 'flat', label: '固定比例' },
  { value: 'tiered', label: '分段累进' },
  { value: 'by_year', label: '按合同年递增或递减' },
];

/** Other rates from a period on, a card each: what was agreed for a time that has begun stays. */
export function LaterRows({ royalty, errors, starts }: RoyaltyFieldsProps & Pick<LaterChoice, 'starts'>) {
  const { later } = royalty;
  const missing = errors['royalty.later']?.[0];
  return (
    <section className="grid gap-4" aria-labelledby={fieldId('royalty.later-head')}>
      <div>
        <h3 className="font-bold" id={fieldId('royalty.later-head')}>
          从某一期起另按一种比例
        </h3>
        <p className="text-sm text-ink-soft">
          以前各期，包括以后更正的，仍按当时的约定计。累计分段的，以前各期的基数继续累计，新的分段只用于落在那一期及以后的部分。
        </p>
      </div>
      {missing && <FieldError id={`${fieldId('royalty.later')}-error`}>{missing}</FieldError>}
      {later.map((row, i) => (
        <LaterCard key={`${later.length}-${i}`} row={row} i={i} starts={starts} errors={errors} />
      ))}
      <div>
        <Button type="submit" name="intent" value="add-later" id={fieldId('royalty.later')}>
          {later.length === 0 ? '加一种比例' : '再加一种比例'}
        </Button>
      </div>
    </section>
  );
}

interface LaterCardProps extends Pick<LaterChoice, 'starts'> {
  row: LaterForm;
  i: number;
  errors: FormErrors;
}

function LaterCard({ row, i, starts, errors }: LaterCardProps) {
  const at = `royalty.later[${i}]`;
  const lock = useLock(at);
  const [kind, setKind] = useState(row.kind || 'flat');
  if (lock !== undefined) {
    return (
      <p className="rounded-lg border border-line bg-sunk px-4 py-3 text-sm sm:px-6">
        从 {row.fromOn} 起的比例{lock}
      </p>
    );
  }
  const money = (name: 'minimum' | 'yearlyMinimum', label: string, why: string) => (
    <MoneyInput
      name={`${at}.${name}`}
      label={label}
      why={why}
      defaultValue={row[name]}
      error={errors[`${at}.${name}`]}
      required={false}
    />
  );
  // What was typed stays to be seen, though it can no longer be chosen.
  const isKnown = row.fromOn === '' || starts.some(({ value }) => value === row.fromOn);
  const options = isKnown ? starts : [{ value: row.fromOn, label: `${row.fromOn}（不能再选）` }, ...starts];
  return (
    <fieldset className="min-w-0 rounded-lg border border-line bg-card px-4 pb-5 pt-2 sm:px-6">
      <legend className="px-1 font-bold">另一种比例 {i + 1}</legend>
      <div className="grid gap-5">
        <Field
          name={`${at}.fromOn`}
          label="从哪一期起"
          why="最后一方签署那天还没有结束、也没有申报过的一期"
          width="half"
          error={errors[`${at}.fromOn`]}
        >
          {(control) => <Select {...control} blank="请选择" defaultValue={row.fromOn} options={options} />}
        </Field>
        <div onChange={(event) => event.target instanceof HTMLInputElement && setKind(event.target.value)}>
          <RadioGroup
            name={`${at}.kind`}
            label="提成方式"
            defaultValue={row.kind}
            error={errors[`${at}.kind`]}
            options={kinds}
          />
        </div>
        <RateFields
          rates={row}
          at={at}
          kind={kind}
          errors={errors}
          whyRates="。从第 1 个合同年起写，已过的年份不影响"
        />
        {money('minimum', '每期最低提成', '不填照旧；填 0，那一期起不再有最低。')}
        {money('yearlyMinimum', '每个合同年最低提成', '只用于那天及以后开始的合同年。不填照旧；填 0 就不再有。')}
        <div>
          <Button
            type="submit"
            look="quiet"
            name="intent"
            value={`remove-later:${i}`}
            aria-label={`去掉另一种比例 ${i + 1}`}
          >
            去掉
          </Button>
        </div>
      </div>
    </fieldset>
  );
}
