import { machine, statesWith } from './machine.ts';

/**
 * A card payment that the payer's bank disputes (拒付). Only the provider moves it, and it decides in the end: won, the money
 * stays; lost, it is back with the payer. While it is open the receipt is neither shared nor given back.
 */
export const disputeMachine = machine({
  name: 'card_dispute',
  initial: 'open',
  states: {
    open: {
      label: '拒付处理中',
      is: ['freezing'],
      on: {
        win: { to: 'won', by: ['system'], says: '支付渠道裁定收款有效，恢复分配' },
        lose: { to: 'lost', by: ['system'], says: '支付渠道裁定退回付款方，账上冲销' },
      },
    },
    won: { label: '拒付未成立', final: true },
    lost: { label: '拒付成立，款已退回', final: true },
  },
});
export type DisputeState = keyof typeof disputeMachine.states;

/** The receipt waits for the provider's decision. */
export const disputeStatesFreezing = statesWith(disputeMachine, 'freezing');

/**
 * What the provider's word on a dispute means here. An early warning is no dispute: no money moved, nothing follows.
 * `null` where nothing changes.
 */
export function disputeEvent(status: string): 'win' | 'lose' | null {
  if (status === 'won' || status === 'prevented') return 'win';
  return status === 'lost' ? 'lose' : null;
}

/** An early warning (`warning_…`) asks for attention only; the money stays where it is. */
export const isEarlyWarning = (status: string): boolean => status.startsWith('warning_');
