import { addDays, type Day } from './days.ts';
import { machine, statesWith } from './machine.ts';

/**
 * How one receipt is shared (收益分配): proposed by the officer, confirmed by the people it rewards, approved by another person,
 * shown inside the unit where asked, entered in the book, paid with a voucher, its income tax declared.
 */
export const distributionMachine = machine({
  name: 'distribution',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待各人确认',
      is: ['live'],
      on: {
        confirm: { to: 'confirmed', by: ['system'], says: '各人都已确认，送审批' },
        object: { to: 'returned', by: ['inventor'], says: '有人不同意，写明原因' },
        return: { to: 'returned', by: ['finance', 'approver'], says: '退回方案，写明原因' },
      },
    },
    confirmed: {
      label: '待审批',
      is: ['live'],
      on: {
        approve: { to: 'approved', by: ['finance', 'approver'], says: '同意分配方案' },
        publicise: { to: 'publicity', by: ['finance', 'approver'], says: '同意分配方案，名单在本单位公示' },
        return: { to: 'returned', by: ['finance', 'approver'], says: '退回方案，写明原因' },
      },
    },
    publicity: {
      label: '公示中',
      is: ['live', 'decided'],
      on: {
        endPublicity: { to: 'approved', by: ['system'], says: '公示期满，可以入账' },
        return: { to: 'returned', by: ['finance', 'approver'], says: '异议成立，退回方案' },
      },
    },
    approved: {
      label: '待入账',
      is: ['live', 'decided'],
      on: {
        distribute: { to: 'distributed', by: ['finance', 'system'], says: '按方案入账，各方份额到位' },
        return: { to: 'returned', by: ['finance', 'approver'], says: '入账前退回方案' },
      },
    },
    returned: { label: '已退回', final: true },
    distributed: {
      label: '已入账，待发放',
      is: ['live', 'decided', 'entered'],
      on: { payOut: { to: 'paid', by: ['finance'], says: '分给各人的已发放，录入凭证号和代扣个税' } },
    },
    paid: {
      label: '已发放',
      is: ['live', 'decided', 'entered'],
      on: { declareTax: { to: 'tax_declared', by: ['finance'], says: '代扣的个税已申报缴纳' } },
    },
    tax_declared: { label: '已发放，个税已申报', is: ['live', 'decided', 'entered'], final: true },
  },
});
export type DistributionState = keyof typeof distributionMachine.states;

/** Proposals that hold a receipt: it has at most one, and nothing shared is given back to the payer. */
export const liveDistributionStates = statesWith(distributionMachine, 'live');
/** Shares that stand in the book. */
export const enteredDistributionStates = statesWith(distributionMachine, 'entered');
/** Shares that are decided, entered or about to be: what their people may see. */
export const decidedDistributionStates = statesWith(distributionMachine, 'decided');

/** Days after its arrival within which a receipt should be shared: a rule of this platform, for the unit to better. */
export const distributeWithinDays = 30;

/** The day by which money that arrived on a day should be shared: 2026-11-21 → 2026-12-21. */
export const distributeBy = (arrivedOn: Day): Day => addDays(arrivedOn, distributeWithinDays);
