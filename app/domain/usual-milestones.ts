import type { ContractKind } from './contract-kind.ts';
import type { MilestoneForm } from './contract-form.ts';
import { type MilestoneTrigger, milestoneTriggerLabels, milestoneTriggers } from './contract.ts';

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

/** By what a work of the mind alone is paid: its report is accepted, a day comes, it is signed for. */
const triggersOfWork: readonly MilestoneTrigger[] = ['work_accepted', 'on_date', 'signed'];

/**
 * Conditions that a contract of this kind is offered: nothing is put into production by advice, and what is paid on signing is an entry
 * fee, which a pay-later licence does not have. Others that stand in its rows already stay.
 */
export const offeredTriggers = (kind: ContractKind): readonly MilestoneTrigger[] =>
  kind === 'consulting' || kind === 'service'
    ? triggersOfWork
    : milestoneTriggers.filter((trigger) => trigger !== 'signed' || kind !== 'pay_later');

/** How it is seen that such a sum is earned, and by what papers: examples beside the fields. */
export const exampleOf = (kind: ContractKind): { readonly criteria: string; readonly evidence: string } =>
  examples[kind === 'consulting' || kind === 'service' || kind === 'development' ? kind : 'technology'];

const examples = {
  technology: { criteria: '连续运行 72 小时，回收率不低于 75%', evidence: '第三方检测报告' },
  development: { criteria: '样机连续运行 168 小时，能耗不高于 1.2 kWh/吨', evidence: '测试报告、样机和图纸' },
  consulting: { criteria: '提交可行性研究报告，委托人组织评审并通过', evidence: '报告、评审意见' },
  service: { criteria: '完成 20 批样品的检测，数据齐全、误差在约定范围内', evidence: '检测报告、服务记录' },
} as const;

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
