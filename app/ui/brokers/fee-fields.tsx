import { maxFeePpm } from '#app/domain/commission.ts';
import { type Fen, formatPpm, formatYuan, mulPpm } from '#app/domain/money.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { TextInput } from '../text-input.tsx';

interface FeeFieldsProps {
  typed: (name: string, usual?: string) => string;
  error: readonly string[] | undefined;
  /** What stands in it at first. */
  usual: string;
  scope?: string;
  /** The most cash that the terms on the table can bring; null while nobody can say. */
  mostCashFen?: Fen | null;
}

/** A commission: a share of cash or a fixed sum, either due only as cash arrives. */
export function FeeFields({ typed, error, usual, scope, mostCashFen = null }: FeeFieldsProps) {
  const half = `几份佣金合计不超过到账额的 ${formatPpm(maxFeePpm)}`;
  const bound =
    mostCashFen === null
      ? `${half}。`
      : `${half}：按目前的条款最多到账 ${formatYuan(mostCashFen)}，合计不超过 ${formatYuan(mulPpm(mostCashFen, maxFeePpm, 'half-up'))}。`;
  return (
    <>
      <RadioGroup
        name="feeKind"
        label="佣金怎么算"
        scope={scope}
        options={[
          { value: 'share', label: '到账额的百分比', hint: '每到一笔账计一次，一般 2 到 5' },
          { value: 'fixed', label: '固定数额，单位万元', hint: '随到账计，到多少计多少，满额为止' },
        ]}
        defaultValue={typed('feeKind', 'share')}
      />
      <Field
        name="fee"
        label="佣金"
        width="short"
        why={`填百分数或者万元，由委托方承担，到账才付。${bound}`}
        scope={scope}
        error={error}
      >
        {(control) => <TextInput {...control} numeric defaultValue={typed('fee', usual)} />}
      </Field>
      <CheckboxGroup
        name="confirmHighFee"
        label="佣金超过 10% 时"
        required={false}
        scope={scope}
        options={[{ value: 'yes', label: '确实这样约定' }]}
        defaultValue={typed('confirmHighFee') === 'yes' ? ['yes'] : []}
      />
    </>
  );
}
