import { type EventOf, machine, statesWith } from './machine.ts';

/**
 * Delivery and trial of a signed contract, beside its performance: a suspension lets both stand still, and what was reached
 * in the trial is paid by its own milestone. Only accepted delivery starts the trial; silence after it is exit, never
 * conversion, and who goes on without a word has converted by conduct.
 */
export const trialMachine = machine({
  name: 'trial',
  initial: 'delivering',
  states: {
    delivering: {
      label: '待交付',
      is: ['open'],
      on: {
        handIn: { to: 'handed_in', by: ['licensor'], says: '交付资料或样品，请对方验收' },
        goOn: { to: 'converted', by: ['system'], says: '试用期满后仍在履行，视为转为正式实施' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除，试用终止' },
      },
    },
    handed_in: {
      label: '交付待验收',
      is: ['open'],
      on: {
        takeOver: { to: 'running', by: ['licensee'], says: '交付验收合格，试用开始' },
        takeOverWhole: { to: 'converted', by: ['licensee'], says: '交付验收合格；不约定试用，即为正式实施' },
        sendBack: { to: 'delivering', by: ['licensee'], says: '交付不合格，写明缺什么' },
        goOn: { to: 'converted', by: ['system'], says: '试用期满后仍在履行，视为转为正式实施' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除，试用终止' },
      },
    },
    running: {
      label: '试用中',
      is: ['open', 'started'],
      on: {
        convert: { to: 'converted', by: ['licensee'], says: '转为正式实施，次日起计提成' },
        exit: { to: 'exited', by: ['licensee'], says: '退出，合同解除，不付尚未到期的款项' },
        extend: { to: 'running', by: ['system'], says: '双方同意，试用延长一次' },
        end: { to: 'deciding', by: ['system'], says: '试用期满，等待决定' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除，试用终止' },
      },
    },
    deciding: {
      label: '试用期满待决定',
      is: ['open', 'started'],
      on: {
        convert: { to: 'converted', by: ['licensee'], says: '转为正式实施' },
        exit: { to: 'exited', by: ['licensee'], says: '退出，合同解除，不付尚未到期的款项' },
        extend: { to: 'running', by: ['system'], says: '双方同意，试用延长一次' },
        goOn: { to: 'converted', by: ['system'], says: '试用期满后仍在履行，视为转为正式实施' },
        deemExit: { to: 'exited', by: ['system'], says: '逾期未作选择，视为退出' },
        cancel: { to: 'cancelled', by: ['system'], says: '合同解除，试用终止' },
      },
    },
    converted: { label: '已转为正式实施', is: ['over'], final: true },
    exited: { label: '已退出', is: ['over'], final: true },
    cancelled: { label: '已终止', is: ['over'], final: true },
  },
});
export type TrialState = keyof typeof trialMachine.states;
export type TrialEvent = EventOf<typeof trialMachine>;

/** Delivered and not decided yet. */
export const startedTrialStates = statesWith(trialMachine, 'started');
/** Delivery or decision is still to come. */
export const openTrialStates = statesWith(trialMachine, 'open');
