import { invoicingOfClaims, neverChanged, type Performed, restDaysCounted } from './amendment-rules.ts';
import type { ComposerForm } from './composer-form.ts';
import { type ComposerStep, composerSteps, mergeStep, stepLabel, stepOfPath, stepsOf } from './composer-steps.ts';
import type { MilestoneForm, RoyaltyForm } from './contract-form.ts';
import { type ContractKind, kindOf } from './contract-kind.ts';
import type { PayLaterTerms } from './contract.ts';
import { heldLater, royaltyCounted } from './royalty-change.ts';

export interface AmendmentLocks {
  /** Whole steps of the composer that a change does not have, each with why. */
  readonly steps: Readonly<Partial<Record<ComposerStep, string>>>;
  /**
   * Fields that stay, by name, each with why: `startsOn`, `milestones[0].trigger`; a whole milestone as `milestones[0]`, and no
   * milestone added as `milestones`; `royalty` for all of it but the cap and later rates, of these each that stays as `royalty.later[0]`.
   */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * What of a signed contract a change cannot touch, and why: the same rules as `amendmentFault` judges a finished change by
 * (民法典 art. 543), told before anybody types.
 */
export function amendmentLocks(before: PayLaterTerms, performed: Performed) {
  const { reached, hasReports, hasOpenClaims } = performed;
  const steps: Partial<Record<ComposerStep, string>> = { kind: neverChanged.kind };
  if (stepsOf(kindOf(before)).includes('trial')) {
    steps.trial = neverChanged.trial;
  }
  const fields: Record<string, string> = { startsOn: neverChanged.startsOn };
  if (hasReports) fields['royalty'] = royaltyCounted;
  const held = before.royalty === null ? [] : heldLater(before.royalty, performed);
  for (const i of held.keys()) fields[`royalty.later[${i}]`] = '已经开始执行或者申报过，照原文执行，不能改。';
  if (hasReports) fields['restDays'] = restDaysCounted;
  if (hasOpenClaims) fields['invoicing'] = invoicingOfClaims;
  for (const i of before.milestones.keys()) {
    if (reached.includes(i + 1)) {
      fields[`milestones[${i}]`] = '已提交或者已成就，照原文执行，不能改。';
      continue;
    }
    fields[`milestones[${i}].trigger`] = '付款条件和约定日期不能在变更里改。';
    fields[`milestones[${i}].triggerOn`] = '付款条件和约定日期不能在变更里改。';
  }
  return { steps, fields } satisfies AmendmentLocks;
}

/** The steps of a change of this kind of contract: those that have something to change, and the last look. */
export const amendmentSteps = (before: PayLaterTerms, locks: AmendmentLocks): ComposerStep[] =>
  stepsOf(kindOf(before)).filter((step) => locks.steps[step] === undefined);

const lockedFields = { startsOn: '起算日', termYears: '期限', royalty: '原来的提成条款' } as const;

/** What the change does not have as words for people, in the order of the contract: the part and why. */
export const lockedParts = ({ steps, fields }: AmendmentLocks, kind: ContractKind) =>
  [
    ...composerSteps.map((step) => ({ label: stepLabel(step, kind), why: steps[step] })),
    ...Object.entries(lockedFields).map(([name, label]) => ({ label, why: fields[name] })),
  ].flatMap(({ label, why }) => (why === undefined ? [] : [{ label, why }]));

/** Of what the terms are warned of, that which the steps of the change can mend: to be warned of the rest is no use. */
export const warningsWithin = <Warning extends { readonly path: string }>(
  steps: readonly ComposerStep[],
  { fields }: Pick<AmendmentLocks, 'fields'>,
  warnings: readonly Warning[],
): Warning[] =>
  warnings.filter(({ path }) => {
    const isCounted = /^royalty\.(?!later|cap)/.test(path) && fields['royalty'] !== undefined;
    return steps.includes(stepOfPath(path)) && !isCounted;
  });

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
    royalty: heldRoyalty(whole.royalty, base.royalty, fields),
    startsOn: stays('startsOn') ? base.startsOn : whole.startsOn,
    termYears: stays('termYears') ? base.termYears : whole.termYears,
    invoicing: stays('invoicing') ? base.invoicing : whole.invoicing,
    restDays: stays('restDays') ? base.restDays : whole.restDays,
    milestones: stays('milestones') ? held.slice(0, base.milestones.length) : held,
  };
}

/** Of a royalty that was counted, the cap and later rates as they were sent; of these those that stay at their places. */
function heldRoyalty(sent: RoyaltyForm, base: RoyaltyForm, fields: AmendmentLocks['fields']): RoyaltyForm {
  const kept = base.later.filter((_, i) => fields[`royalty.later[${i}]`] !== undefined);
  const later = [...kept, ...sent.later.slice(kept.length)];
  return fields['royalty'] === undefined ? { ...sent, later } : { ...base, cap: sent.cap, later };
}
