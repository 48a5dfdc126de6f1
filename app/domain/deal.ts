import { machine, statesOf } from './machine.ts';

/**
 * A deal between the owner of an achievement and an enterprise: from the request to talk (对接申请) to the end of the
 * contract. `requester` asked, `receiver` answers; which of them is licensor stands on the row.
 */
export const dealMachine = machine({
  name: 'deal',
  initial: 'requested',
  states: {
    requested: {
      label: '待答复',
      on: {
        accept: { to: 'talking', by: ['receiver'], says: '接受对接，打开洽谈室' },
        decline: { to: 'declined', by: ['receiver'], says: '婉拒，写明原因' },
        withdraw: { to: 'withdrawn', by: ['requester'], says: '撤回对接申请' },
        expire: { to: 'expired', by: ['system'], says: '逾期未答复，申请失效' },
      },
    },
    talking: {
      label: '洽谈中',
      on: {
        examine: { to: 'diligence', by: ['licensor', 'licensee'], says: '进入尽调或中试' },
        propose: { to: 'contracting', by: ['licensor', 'licensee', 'system'], says: '提出合同草案' },
        fail: { to: 'failed', by: ['licensor', 'licensee'], says: '结束洽谈，写明原因' },
      },
    },
    diligence: {
      label: '尽调中试',
      on: {
        propose: { to: 'contracting', by: ['licensor', 'licensee', 'system'], says: '提出合同草案' },
        discuss: { to: 'talking', by: ['licensor', 'licensee'], says: '尽调或中试告一段落，回到洽谈' },
        fail: { to: 'failed', by: ['licensor', 'licensee'], says: '结束洽谈，写明原因' },
      },
    },
    contracting: {
      label: '合同商定中',
      on: {
        sign: { to: 'performing', by: ['system'], says: '双方签署，合同开始履行' },
        resume: { to: 'talking', by: ['system'], says: '合同草案撤回，回到洽谈' },
        fail: { to: 'failed', by: ['licensor', 'licensee'], says: '结束洽谈，写明原因' },
      },
    },
    performing: {
      label: '履约中',
      on: {
        complete: { to: 'completed', by: ['system'], says: '合同款项全部结清' },
        fail: { to: 'failed', by: ['system'], says: '合同解除' },
      },
    },
    completed: { label: '已完成', final: true },
    failed: { label: '未成交', final: true },
    declined: { label: '已婉拒', final: true },
    withdrawn: { label: '已撤回', final: true },
    expired: { label: '已失效', final: true },
  },
});
export type DealState = keyof typeof dealMachine.states;

/** Why the receiver says no: returned to the author and read by the matching. */
export const declineReasons = [
  'too_early',
  'benefit_unclear',
  'field_mismatch',
  'terms_unfit',
  'price',
  'exclusivity',
  'timing',
  'no_capacity',
  'already_committed',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

export const declineReasonLabels: Readonly<Record<DeclineReason, string>> = {
  too_early: '成熟度还不够',
  benefit_unclear: '效益说不清',
  field_mismatch: '方向不符',
  terms_unfit: '合作条件不合适',
  price: '价格谈不拢',
  exclusivity: '独占范围不合适',
  timing: '时间不合适',
  no_capacity: '近期没有人手或资金',
  already_committed: '已与他方合作',
  other: '其他原因',
};

/** A broker's mandate (居间委托) in a deal: Civil Code art. 961–966. */
export const mandateMachine = machine({
  name: 'mandate',
  initial: 'invited',
  states: {
    invited: {
      label: '待技术经纪人答复',
      on: {
        accept: { to: 'active', by: ['broker'], says: '接受委托，进入洽谈室' },
        decline: { to: 'declined', by: ['broker'], says: '不接受委托' },
        withdraw: { to: 'withdrawn', by: ['client', 'system'], says: '撤回邀请' },
        share: { to: 'sharing', by: ['client'], says: '佣金从已受托的经纪人那里分，先请他同意' },
      },
    },
    sharing: {
      label: '分佣待同意',
      on: {
        agree: { to: 'invited', by: ['sharer'], says: '同意分出约定的份额，邀请发给新的经纪人' },
        refuse: { to: 'unshared', by: ['sharer'], says: '不同意分佣，邀请没有发出' },
        withdraw: { to: 'unshared', by: ['client', 'system'], says: '撤回邀请' },
      },
    },
    active: {
      label: '委托有效',
      on: {
        end: { to: 'ended', by: ['client', 'broker', 'system'], says: '委托到期或解除，已促成合同的佣金不受影响' },
      },
    },
    ended: { label: '委托已结束', final: true },
    declined: { label: '未接受', final: true },
    withdrawn: { label: '邀请已撤回', final: true },
    unshared: { label: '分佣没有谈成', final: true },
  },
});
export type MandateState = keyof typeof mandateMachine.states;

/** States in which the invited broker knows nothing of it: whether the commission is shared is still between the client and the other one. */
export const unsentMandateStates = ['sharing', 'unshared'] as const satisfies readonly MandateState[];

/** States of a mandate that stands or is still being agreed on: of one broker a deal has one of them at a time. */
export const liveMandateStates: readonly MandateState[] = statesOf(mandateMachine).filter(
  (state) => !('final' in mandateMachine.states[state]),
);
