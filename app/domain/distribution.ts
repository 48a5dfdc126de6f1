import { addDays, type Day } from './days.ts';
import { machine, sourcesOf, statesWith } from './machine.ts';

/** How one receipt is shared (收益分配): proposed by the officer, approved by another person, then paid out. */
export const distributionMachine = machine({
  name: 'distribution',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待审批',
      is: ['live'],
      on: {
        approve: { to: 'approved', by: ['finance', 'approver'], says: '同意分配方案' },
        return: { to: 'returned', by: ['finance', 'approver'], says: '退回方案，写明原因' },
      },
    },
    approved: {
      label: '待发放',
      is: ['live'],
      on: {
        distribute: { to: 'distributed', by: ['finance', 'system'], says: '按方案入账，各方份额到位' },
        return: { to: 'returned', by: ['finance', 'approver'], says: '发放前退回方案' },
      },
    },
    returned: { label: '已退回', final: true },
    distributed: { label: '已分配', is: ['live', 'entered'], final: true },
  },
});
export type DistributionState = keyof typeof distributionMachine.states;

/** Proposals that hold a receipt: it has at most one, and nothing shared is given back to the payer. */
export const liveDistributionStates = statesWith(distributionMachine, 'live');
/** Shares that stand in the book. */
export const enteredDistributionStates = statesWith(distributionMachine, 'entered');
/** Shares that are decided, entered or about to be: what their people may see. */
export const decidedDistributionStates = [
  ...new Set([...sourcesOf(distributionMachine, 'distribute'), ...enteredDistributionStates]),
];

/** Days after its arrival within which a receipt should be shared: a rule of this platform, for the unit to better. */
export const distributeWithinDays = 30;

/** The day by which money that arrived on a day should be shared: 2026-11-21 → 2026-12-21. */
export const distributeBy = (arrivedOn: Day): Day => addDays(arrivedOn, distributeWithinDays);
