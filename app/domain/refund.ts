import { machine, statesWith } from './machine.ts';

/**
 * Money of a receipt that goes back to its payer: a refund by the payee, or a transfer that the bank sent back (退票). One by
 * bank is recorded by the payee's finance with the slip and counts when the payer confirms it; one by card counts when the
 * provider says so; above the payee's own limit two people ask for it (`two_person.limit`), and nothing is asked of the provider before
 * the second. While it is open its amount can be neither shared nor given back again.
 */
export const refundMachine = machine({
  name: 'refund',
  initial: 'asked',
  states: {
    asked: {
      label: '待另一人复核',
      is: ['reserved', 'under_way'],
      on: {
        approve: { to: 'open', by: ['payee', 'system'], says: '不超过限额，或者另一人复核以后，开始退款' },
        withdraw: { to: 'withdrawn', by: ['payee', 'system'], says: '收款方撤回还没有复核的在线退款' },
      },
    },
    open: {
      label: '退款办理中',
      is: ['reserved', 'under_way'],
      on: {
        confirm: { to: 'confirmed', by: ['payer', 'system'], says: '付款方查到退回的款，或支付渠道确认，账上冲销' },
        reject: { to: 'rejected', by: ['payer'], says: '付款方没有查到退回的款，写明原因' },
        withdraw: { to: 'withdrawn', by: ['payee'], says: '收款方撤回登记错的退款' },
        fail: { to: 'failed', by: ['system'], says: '支付渠道没有办成，款项没有退回' },
      },
    },
    confirmed: {
      label: '已退回',
      is: ['reserved', 'given_back'],
      on: { undo: { to: 'failed', by: ['system'], says: '支付渠道后来没有退成，款项回到收款方，账上恢复' } },
    },
    rejected: { label: '付款方未收到', final: true },
    withdrawn: { label: '已撤回', final: true },
    failed: { label: '退款未成功', final: true },
  },
});
export type RefundState = keyof typeof refundMachine.states;

/** The amount is spoken for: it cannot be given back a second time. */
export const refundStatesReserved = statesWith(refundMachine, 'reserved');
/** Nobody has answered it yet, or the provider has not. */
export const refundStatesUnderWay = statesWith(refundMachine, 'under_way');
/** The money is back with the payer and the books say so. */
export const refundStatesGivenBack = statesWith(refundMachine, 'given_back');

/** Why money goes back: the payee gives it back, the bank did, or a dispute was lost. */
export const refundKinds = ['refund', 'bounced', 'dispute'] as const;
/** Those that the payee's finance records; a dispute is the provider's word. */
export const bankRefundKinds = ['refund', 'bounced'] as const;
export type RefundKind = (typeof refundKinds)[number];
export const refundKindLabels: Readonly<Record<RefundKind, string>> = {
  refund: '退款',
  bounced: '银行退票',
  dispute: '拒付退回',
};
