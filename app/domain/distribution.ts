import { machine } from './machine.ts';

/** How one receipt is shared (收益分配): proposed by the officer, approved by another person, then paid out. */
export const distributionMachine = machine({
  name: 'distribution',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待审批',
      on: {
        approve: { to: 'approved', by: ['finance', 'approver'], says: '同意分配方案' },
        return: { to: 'returned', by: ['finance', 'approver'], says: '退回方案，写明原因' },
      },
    },
    approved: {
      label: '待发放',
      on: {
        distribute: { to: 'distributed', by: ['finance', 'system'], says: '按方案入账，各方份额到位' },
        return: { to: 'returned', by: ['finance', 'approver'], says: '发放前退回方案' },
      },
    },
    returned: { label: '已退回', final: true },
    distributed: { label: '已分配', final: true },
  },
});
export type DistributionState = keyof typeof distributionMachine.states;
