import type { ContractKind } from './contract-kind.ts';
import type { MilestoneForm } from './contract-form.ts';
import { type MilestoneTrigger, milestoneTriggerLabels } from './contract.ts';

interface UsualMilestone {
  readonly name: string;
  readonly trigger: MilestoneTrigger;
  /** Its part of the fixed sum. */
  readonly weight: number;
}

const reached = (trigger: MilestoneTrigger, weight: number): UsualMilestone => ({
  name: milestoneTriggerLabels[trigger],
  trigger,
  weight,
});
const onSigning = (weight: number): UsualMilestone => ({ name: '首付款', trigger: 'signed', weight });

/**
 * What a new contract of each kind is paid by (Civil Code art. 846: at once, by instalments, by results): rows to write on,
 * nothing that holds by itself. A pay-later licence asks for nothing on signing.
 */
export const usualMilestones: Readonly<Record<ContractKind, readonly UsualMilestone[]>> = {
  pay_later: [reached('tech_validated', 2), reached('prototype_done', 3), reached('in_production', 5)],
  licence: [onSigning(3), reached('tech_validated', 3), reached('in_production', 4)],
  transfer: [onSigning(5), reached('rights_registered', 5)],
  development: [onSigning(3), reached('prototype_done', 4), reached('work_accepted', 3)],
  consulting: [onSigning(5), reached('work_accepted', 5)],
  service: [onSigning(5), reached('work_accepted', 5)],
};

/** Nobody has written into these rows yet: they are what a contract of this kind starts from, whatever the sums. */
export function areUsual(rows: readonly MilestoneForm[], kind: ContractKind): boolean {
  const usual = usualMilestones[kind];
  return (
    rows.length === usual.length &&
    rows.every(({ name, trigger, criteria, evidence, triggerAmount, triggerOn }, i) => {
      const isAsGiven = name === usual[i]?.name && trigger === usual[i].trigger;
      return isAsGiven && `${criteria}${evidence}${triggerAmount}${triggerOn}`.trim() === '';
    })
  );
}
