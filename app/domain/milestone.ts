import { type EventOf, machine } from './machine.ts';

/**
 * A milestone (里程碑) of a signed contract. Only acceptance makes money due: by the licensee, or deemed after the agreed
 * days of silence. A dispute stops this milestone alone. `settle` and `reopen` follow the receipts.
 */
export const milestoneMachine = machine({
  name: 'milestone',
  initial: 'pending',
  states: {
    pending: {
      label: '未到期',
      on: {
        submit: { to: 'submitted', by: ['licensor'], says: '提交成就条件的证据，请对方验收' },
        fallDue: { to: 'accepted', by: ['system'], says: '约定日期已到，无需验收' },
        reach: { to: 'accepted', by: ['system'], says: '被许可方申报的累计销售额已达到，无需另行验收' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除、期满或者封顶，不再履行' },
      },
    },
    submitted: {
      label: '待验收',
      on: {
        accept: { to: 'accepted', by: ['licensee'], says: '验收通过，产生应付款' },
        reject: { to: 'rejected', by: ['licensee'], says: '验收不通过，写明原因' },
        deem: { to: 'accepted', by: ['system'], says: '逾期未答复，视为验收通过' },
        reach: { to: 'accepted', by: ['system'], says: '被许可方申报的累计销售额已达到，无需另行验收' },
        dispute: { to: 'disputed', by: ['licensor', 'licensee'], says: '对是否成就有争议，只停这一项' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除、期满或者封顶，不再履行' },
      },
    },
    rejected: {
      label: '验收未通过',
      on: {
        submit: { to: 'submitted', by: ['licensor'], says: '补充证据，再次请对方验收' },
        reach: { to: 'accepted', by: ['system'], says: '被许可方申报的累计销售额已达到，无需另行验收' },
        dispute: { to: 'disputed', by: ['licensor'], says: '不认可退回的理由，只停这一项' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除、期满或者封顶，不再履行' },
      },
    },
    disputed: {
      label: '有争议，已冻结',
      on: {
        accept: { to: 'accepted', by: ['licensee'], says: '争议了结：条件已成就，产生应付款' },
        concede: { to: 'rejected', by: ['licensor'], says: '争议了结：条件未成就，可以再提交证据' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除、期满或者封顶，不再履行' },
      },
    },
    accepted: {
      label: '已验收，待付款',
      on: {
        settle: { to: 'settled', by: ['system'], says: '款项全部到账' },
        contest: { to: 'frozen', by: ['licensee'], says: '对已产生的应付款有争议，只停这一笔' },
      },
    },
    frozen: {
      label: '应付款有争议，已冻结',
      on: {
        thaw: {
          to: 'accepted',
          by: ['licensor', 'licensee'],
          says: '争议了结：许可方另给付款期限，或者被许可方撤回，期限接着算',
        },
        settle: { to: 'settled', by: ['system'], says: '款项全部到账' },
      },
    },
    settled: {
      label: '已到账',
      on: { reopen: { to: 'accepted', by: ['system'], says: '款项退回，恢复为待付款' } },
    },
    // Reports of the time before the end come after it: late reporting saves nobody a milestone of sales.
    cancelled: {
      label: '已取消',
      on: { reach: { to: 'accepted', by: ['system'], says: '终止以前的累计销售额其后才申报，已达到约定' } },
    },
  },
});
export type MilestoneState = keyof typeof milestoneMachine.states;
export type MilestoneEvent = EventOf<typeof milestoneMachine>;

/**
 * True for a payable milestone that no side disputes: a correction of the licensee's reports took the sales below what was agreed. It
 * goes on by itself once reports reach it.
 */
export const isBelowSales = (row: { readonly state: MilestoneState; readonly disputedSide: string | null }): boolean =>
  row.state === 'frozen' && row.disputedSide === null;
