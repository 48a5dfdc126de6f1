import { Field } from './field.tsx';
import { SectionHead } from './section-head.tsx';
import { TextInput } from './text-input.tsx';

interface SalesFieldsProps {
  sales: readonly string[];
  errors: Readonly<Record<string, string[]>>;
}

/** Expected sales for the forecast: they are in no contract and are not sent to the other side. */
export function SalesFields({ sales, errors }: SalesFieldsProps) {
  return (
    <section aria-labelledby="sales" className="mt-10">
      <SectionHead id="sales" note="只用来算预测，不写进合同，也不发给对方">
        预计销售
      </SectionHead>
      <div className="grid gap-4 pt-4 sm:grid-cols-2">
        {sales.map((value, i) => (
          <Field
            key={i}
            name={`sales[${i}]`}
            label={`提成第 ${i + 1} 年净销售额`}
            unit="万元"
            error={errors[`sales[${i}]`]}
            required={false}
          >
            {(control) => <TextInput {...control} numeric hasUnit defaultValue={value} maxLength={20} />}
          </Field>
        ))}
      </div>
    </section>
  );
}
