import { type EventOf, machine, statesWith } from './machine.ts';

/** Sales that no longer reach it give it back, paid or not: what it cost becomes a credit. */
const takeBack = {
  to: 'pending',
  by: ['system'],
  says: '收入申报更正后，累计销售额低于约定，已计的款项记为贷项',
} as const;

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
        reach: { to: 'accepted', by: ['system'], says: '付款方申报的累计销售额已达到，无需另行验收' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除、期满或者封顶，不再履行' },
      },
    },
    submitted: {
      label: '待验收',
      on: {
        accept: { to: 'accepted', by: ['licensee'], says: '验收通过，产生应付款' },
        reject: { to: 'rejected', by: ['licensee'], says: '验收不通过，写明原因' },
        deem: { to: 'accepted', by: ['system'], says: '逾期未答复，视为验收通过' },
        reach: { to: 'accepted', by: ['system'], says: '付款方申报的累计销售额已达到，无需另行验收' },
        dispute: { to: 'disputed', by: ['licensor', 'licensee'], says: '对是否成就有争议，只停这一项' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除、期满或者封顶，不再履行' },
      },
    },
    rejected: {
      label: '验收未通过',
      on: {
        submit: { to: 'submitted', by: ['licensor'], says: '补充证据，再次请对方验收' },
        reach: { to: 'accepted', by: ['system'], says: '付款方申报的累计销售额已达到，无需另行验收' },
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
      is: ['charged'],
      on: {
        settle: { to: 'settled', by: ['system'], says: '款项全部到账' },
        contest: { to: 'frozen', by: ['licensee'], says: '对已产生的应付款有争议，只停这一笔' },
        takeBack,
      },
    },
    frozen: {
      label: '应付款有争议，已冻结',
      is: ['charged'],
      on: {
        thaw: {
          to: 'accepted',
          by: ['licensor', 'licensee'],
          says: '争议了结：收款方另给付款期限，或者付款方撤回，期限接着算',
        },
        settle: { to: 'settled', by: ['system'], says: '款项全部到账' },
        takeBack,
      },
    },
    settled: {
      label: '已到账',
      is: ['charged'],
      on: { reopen: { to: 'accepted', by: ['system'], says: '款项退回，恢复为待付款' }, takeBack },
    },
    // Reports of the time before the end come after it: late reporting saves nobody a milestone of sales.
    cancelled: {
      label: '已取消',
      on: {
        reach: { to: 'accepted', by: ['system'], says: '终止以前的累计销售额其后才申报，已达到约定' },
        restore: { to: 'pending', by: ['system'], says: '权利失效被撤销，恢复履行；证据重新提交' },
      },
    },
  },
});
export type MilestoneState = keyof typeof milestoneMachine.states;

/**
 * What became of evidence that was handed in: answered, silence was acceptance, or a dispute stopped the days to answer and corrected
 * sales took back what sales had reached meanwhile, so that nothing waits for an answer any more.
 */
export const submissionOutcomes = ['accepted', 'rejected', 'deemed', 'stopped'] as const;
export type SubmissionOutcome = (typeof submissionOutcomes)[number];

/** In which it costs what was agreed, as far as the cap leaves it. */
export const chargedMilestoneStates: readonly MilestoneState[] = statesWith(milestoneMachine, 'charged');
export type MilestoneEvent = EventOf<typeof milestoneMachine>;

/**
 * True for a claim frozen in nobody's name: a correction took the sales below what was agreed before this became a credit. The next
 * report takes it back, or lets it go on where it reaches the sales.
 */
export const isBelowSales = (row: { readonly state: MilestoneState; readonly disputedSide: string | null }): boolean =>
  row.state === 'frozen' && row.disputedSide === null;
