import { Field } from './field.tsx';
import type { RoyaltyFieldsProps } from './composer-props.ts';
import { TextInput } from './text-input.tsx';

/** What may be taken off the gross; one row stays open for another. */
export function DeductionRows({ royalty, errors }: RoyaltyFieldsProps) {
  const rows = [...royalty.deductions.filter((row) => row.name !== '' || row.cap !== ''), { name: '', cap: '' }];
  const isProfit = royalty.base === 'profit';
  return (
    <fieldset className="min-w-0">
      <legend className="font-bold">{isProfit ? '从收入里减去的成本、费用' : '可以从销售额里扣除的'}</legend>
      <p className="text-sm text-ink-soft">
        {isProfit && '按利润计提的，列明哪些成本、费用算在内。'}
        没有列出的不能扣；名称留空就去掉这一项。上限是占当期毛额的百分比，可以不填。
      </p>
      {rows.map((row, i) => {
        const name = `royalty.deductions[${i}].name`;
        const cap = `royalty.deductions[${i}].cap`;
        return (
          <div key={`${rows.length}-${i}`} className="mt-2 grid gap-3 sm:grid-cols-[2fr_1fr]">
            <Field
              name={name}
              label={
                <span className="text-sm">
                  {isProfit ? '成本、费用' : '扣除项'} {i + 1}
                </span>
              }
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
