import type { ComposerForm } from './composer-form.ts';
import { type ComposerStep, mergeStep, stepsOf } from './composer-steps.ts';
import type { MilestoneForm } from './contract-form.ts';
import { kindOf } from './contract-kind.ts';
import type { PayLaterTerms } from './contract.ts';

export interface AmendmentFacts {
  /** Positions, from 1, of milestones that are no longer pending. */
  readonly reached: readonly number[];
  /** Revenue was reported under the royalty. */
  readonly hasReports: boolean;
  /** The price stood in publicity. */
  readonly isPriceFixed: boolean;
}

export interface AmendmentLocks {
  /** Whole steps of the composer that a change does not have, each with why. */
  readonly steps: Readonly<Partial<Record<ComposerStep, string>>>;
  /**
   * Fields that stay, by name, each with why: `startsOn`, `milestones[0].trigger`; a whole milestone as `milestones[0]`, and no
   * milestone added as `milestones`.
   */
  readonly fields: Readonly<Record<string, string>>;
}

const priceStays = '价款已经公示过，变更里不能改；要改价款，另订合同并重新公示。';

/**
 * What of a signed contract a change cannot touch, and why: the same rules as `amendmentFault` and `changesPrice` judge a
 * finished change by (民法典 art. 543, 促进科技成果转化法 art. 18), told before anybody types.
 */
export function amendmentLocks(before: PayLaterTerms, { reached, hasReports, isPriceFixed }: AmendmentFacts) {
  const steps: Partial<Record<ComposerStep, string>> = { kind: '变更不换合同种类；要换，另订一份合同。' };
  if (stepsOf(kindOf(before)).includes('trial')) {
    steps.trial = '试用的长短不在变更里改；要延长，在“交付与试用”页提出。';
  }
  if (hasReports) steps.royalty = '已经按现在的提成条款申报过收入，不能再改；要改，先协商结清再另签。';
  else if (isPriceFixed) steps.royalty = priceStays;
  const areReached = before.milestones.every((_, i) => reached.includes(i + 1));
  if (isPriceFixed && areReached) steps.milestones = '都已提交或者已成就，照原文执行；价款公示过，也不能加。';
  const fields: Record<string, string> = { startsOn: '合同已开始履行，起算日不能再改。' };
  if (isPriceFixed) {
    fields['termYears'] = '期限是公示过的价款的一部分，变更里不能改。';
    fields['milestones'] = '价款已经公示过，变更里不能加里程碑。';
  }
  for (const i of before.milestones.keys()) {
    if (reached.includes(i + 1)) {
      fields[`milestones[${i}]`] = '已提交或者已成就，照原文执行，不能改。';
      continue;
    }
    fields[`milestones[${i}].trigger`] = '付款条件和约定日期不能在变更里改。';
    fields[`milestones[${i}].triggerOn`] = '付款条件和约定日期不能在变更里改。';
    if (isPriceFixed) fields[`milestones[${i}].amount`] = priceStays;
  }
  return { steps, fields } satisfies AmendmentLocks;
}

/** The steps of a change of this kind of contract: those that have something to change, and the last look. */
export const amendmentSteps = (before: PayLaterTerms, locks: AmendmentLocks): ComposerStep[] =>
  stepsOf(kindOf(before)).filter((step) => locks.steps[step] === undefined);

/**
 * The form with all that is locked as the signed terms (`base`) have it, whatever was sent: fields that are not shown send
 * nothing, and nobody types around a lock.
 */
export function holdLocked(form: ComposerForm, base: ComposerForm, { steps, fields }: AmendmentLocks): ComposerForm {
  const whole = (Object.keys(steps) as ComposerStep[]).reduce((held, step) => mergeStep(held, step, base), form);
  const stays = (name: string) => fields[name] !== undefined;
  const rows = [...whole.milestones];
  while (rows.length < base.milestones.length) rows.push(base.milestones[rows.length]!);
  const held = rows.map((row, i): MilestoneForm => {
    const was = base.milestones[i];
    if (was === undefined) return row;
    if (stays(`milestones[${i}]`)) return was;
    const kept = (Object.keys(was) as (keyof MilestoneForm)[]).filter((name) => stays(`milestones[${i}].${name}`));
    return { ...row, ...Object.fromEntries(kept.map((name) => [name, was[name]])) };
  });
  return {
    ...whole,
    startsOn: stays('startsOn') ? base.startsOn : whole.startsOn,
    termYears: stays('termYears') ? base.termYears : whole.termYears,
    milestones: stays('milestones') ? held.slice(0, base.milestones.length) : held,
  };
}
