import { kindOfForm } from '#app/domain/composer-steps.ts';
import { trialOf } from '#app/domain/contract-kind.ts';
import type { TermsFieldsProps } from '../composer-props.ts';
import { Field } from '../field.tsx';
import { NumberField } from '../number-field.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

/** How long it may be tried for nothing, and what silence after it means. */
export function TrialFields({ form, errors }: TermsFieldsProps) {
  const { trial } = form;
  const isFree = trialOf(kindOfForm(form)) === 'may';
  return (
    <>
      <NumberField
        name="trial.months"
        label="试用期"
        unit="个月"
        value={trial.months}
        errors={errors}
        why={isFree ? '3 到 36 个月；不设试用填 0' : '3 到 36 个月'}
      />
      <NumberField
        name="trial.extensionMonths"
        label="可以延长一次"
        unit="个月"
        value={trial.extensionMonths}
        errors={errors}
        why="不填就不能延长"
      />
      <NumberField
        name="trial.decideWithinDays"
        label="期满后几天内决定，逾期视为退出"
        unit="天"
        value={trial.decideWithinDays}
        errors={errors}
        why="不填按 10 天"
      />
      <Field
        name="trial.purpose"
        label="试用只用于"
        why="不填按“技术验证和二次开发”"
        error={errors['trial.purpose']}
        required={false}
      >
        {(control) => <TextInput {...control} defaultValue={trial.purpose} maxLength={200} />}
      </Field>
      <Field
        name="trial.volume"
        label="试用规模不超过"
        why="例如：1 条中试线、累计 20 吨；不填不限"
        error={errors['trial.volume']}
        required={false}
      >
        {(control) => <TextInput {...control} defaultValue={trial.volume} maxLength={200} />}
      </Field>
      <Field
        name="trial.metrics"
        label="试用要达到的指标"
        why="一行一项，例如：蛋白回收率不低于 75%。写试用评价报告时照此评价"
        error={errors['trial.metrics']}
        required={false}
      >
        {(control) => <TextArea {...control} rows={3} defaultValue={trial.metrics} maxLength={2000} />}
      </Field>
      <Field
        name="trial.method"
        label="怎样评价"
        why="例如：连续运行 72 小时，由第三方检测"
        error={errors['trial.method']}
        required={false}
      >
        {(control) => <TextInput {...control} defaultValue={trial.method} maxLength={300} />}
      </Field>
      <Field name="trial.evaluator" label="由谁评价" error={errors['trial.evaluator']} required={false}>
        {(control) => <TextInput {...control} defaultValue={trial.evaluator} maxLength={200} />}
      </Field>
    </>
  );
}
