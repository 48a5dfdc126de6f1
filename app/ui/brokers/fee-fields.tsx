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
}

/** A commission: a share of cash or a fixed sum, either due only as cash arrives. */
export function FeeFields({ typed, error, usual, scope }: FeeFieldsProps) {
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
        why="填百分数或者万元，由委托方承担，到账才付。"
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
