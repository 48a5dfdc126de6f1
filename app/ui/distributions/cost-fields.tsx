import { Field } from '../field.tsx';
import { TextInput } from '../text-input.tsx';

export interface TypedCost {
  readonly label: string;
  readonly amount: string;
}

interface CostFieldsProps {
  costs: readonly TypedCost[];
  errors: Readonly<Record<string, string[]>>;
  onChange: (at: number, change: Partial<TypedCost>) => void;
}

/** What is taken off a receipt before it is shared. */
export function CostFields({ costs, errors, onChange }: CostFieldsProps) {
  return (
    <fieldset>
      <legend className="font-bold">税金和直接成本（增值税及附加、评估、登记、专利维护等；研发投入不扣）</legend>
      {costs.map((cost, at) => (
        <div key={`cost ${at + 1}`} className="mt-3 grid gap-3 sm:grid-cols-2">
          <Field
            name={`costs[${at}].label`}
            scope="propose"
            label={`成本 ${at + 1} 名称`}
            error={errors[`costs[${at}].label`]}
            required={false}
          >
            {(control) => (
              <TextInput
                {...control}
                value={cost.label}
                onChange={(event) => onChange(at, { label: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            name={`costs[${at}].amount`}
            scope="propose"
            label={`成本 ${at + 1} 金额`}
            unit="元"
            error={errors[`costs[${at}].amount`] ?? errors[`costs[${at}]`]}
            required={false}
          >
            {(control) => (
              <TextInput
                {...control}
                numeric
                hasUnit
                value={cost.amount}
                onChange={(event) => onChange(at, { amount: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      ))}
    </fieldset>
  );
}
