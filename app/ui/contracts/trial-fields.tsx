import { kindOfForm } from '#app/domain/composer-steps.ts';
import { trialOf } from '#app/domain/contract-kind.ts';
import type { TermsFieldsProps } from '../composer-props.ts';
import { NumberField } from '../number-field.tsx';

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
        why="不延长填 0"
      />
      <NumberField
        name="trial.decideWithinDays"
        label="期满后几天内决定，逾期视为退出"
        unit="天"
        value={trial.decideWithinDays}
        errors={errors}
        why="不填按 10 天"
      />
    </>
  );
}
