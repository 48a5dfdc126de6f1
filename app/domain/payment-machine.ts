import { machine, statesWith } from './machine.ts';

/**
 * One try to pay by card. Only what the provider confirms moves it. Its news may come late or out of order, so a failed or
 * expired try can still turn out paid.
 */
export const attemptMachine = machine({
  name: 'payment_attempt',
  initial: 'created',
  states: {
    created: {
      label: '准备支付',
      on: {
        open: { to: 'pending', by: ['system'], says: '支付页面已打开' },
        pay: { to: 'paid', by: ['system'], says: '支付渠道确认到账' },
        fail: { to: 'failed', by: ['system'], says: '支付未成功' },
        expire: { to: 'expired', by: ['system'], says: '超时未支付' },
        refuse: { to: 'refused', by: ['system'], says: '金额或币种与应付款不符，不入账' },
      },
    },
    pending: {
      label: '等待支付',
      on: {
        pay: { to: 'paid', by: ['system'], says: '支付渠道确认到账' },
        fail: { to: 'failed', by: ['system'], says: '支付未成功' },
        expire: { to: 'expired', by: ['system'], says: '超时未支付' },
        refuse: { to: 'refused', by: ['system'], says: '金额或币种与应付款不符，不入账' },
      },
    },
    failed: {
      label: '支付失败',
      on: {
        pay: { to: 'paid', by: ['system'], says: '同一页面重试成功' },
        refuse: { to: 'refused', by: ['system'], says: '金额或币种与应付款不符，不入账' },
      },
    },
    expired: {
      label: '已超时',
      on: {
        pay: { to: 'paid', by: ['system'], says: '到账通知晚于超时' },
        refuse: { to: 'refused', by: ['system'], says: '金额或币种与应付款不符，不入账' },
      },
    },
    paid: { label: '已支付', final: true },
    refused: { label: '金额不符', final: true },
  },
});
export type AttemptState = keyof typeof attemptMachine.states;

/**
 * Money that arrived, or that the payer says he sent. Only the payee confirms a bank transfer; a card payment is confirmed
 * by the provider's word. One of which everything went back is returned.
 */
export const receiptMachine = machine({
  name: 'receipt',
  initial: 'claimed',
  states: {
    claimed: {
      label: '待确认到账',
      is: ['under_way', 'slip_used'],
      on: {
        confirm: { to: 'confirmed', by: ['payee', 'system'], says: '收款方核对银行流水，确认到账' },
        check: { to: 'checked', by: ['payee'], says: '金额大，第一人核对，交另一人复核' },
        reject: { to: 'rejected', by: ['payee'], says: '未查到款项，写明原因' },
        withdraw: { to: 'rejected', by: ['payer'], says: '付款方撤回误传的回单' },
      },
    },
    checked: {
      label: '待复核',
      is: ['under_way', 'slip_used'],
      on: {
        confirm: { to: 'confirmed', by: ['payee'], says: '另一人复核银行流水，确认到账' },
        reject: { to: 'rejected', by: ['payee'], says: '复核未查到款项，写明原因' },
      },
    },
    confirmed: {
      label: '已到账',
      is: ['arrived', 'kept', 'slip_used'],
      on: { return: { to: 'returned', by: ['system'], says: '款项全部退回付款方，账上冲销' } },
    },
    rejected: { label: '未到账', final: true },
    returned: {
      label: '已退款',
      is: ['arrived', 'slip_used'],
      on: { restore: { to: 'confirmed', by: ['system'], says: '退款后来没有退成，款项仍在收款方' } },
    },
  },
});
export type ReceiptState = keyof typeof receiptMachine.states;

/** Said to be sent and not yet answered. */
export const receiptStatesUnderWay = statesWith(receiptMachine, 'under_way');
/** Money that was on the payee's account, whether or not it went back since. */
export const receiptStatesArrived = statesWith(receiptMachine, 'arrived');
/** Something of it is still the payee's: it can be shared, and given back. */
export const receiptStatesKept = statesWith(receiptMachine, 'kept');
/** Its slip cannot pay a second time. */
export const receiptStatesWithSlip = statesWith(receiptMachine, 'slip_used');
