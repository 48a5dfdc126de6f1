import type { Fen } from './money.ts';

/** The ways to pay on the provider's page. */
export const checkoutMethods = ['card', 'alipay', 'wechat_pay'] as const;
export type CheckoutMethod = (typeof checkoutMethods)[number];
export const checkoutMethodLabels: Readonly<Record<CheckoutMethod, string>> = {
  card: '银行卡',
  alipay: '支付宝',
  wechat_pay: '微信支付',
};

/**
 * The most that one payment may be by each way, in fen: a card 999,999.99 yuan (the provider's limit), 支付宝 300,000.00 and 微信支付
 * 50,000.00 (limits of the wallets for one payment; design defaults, `checkout.limits`: banks and persons may have lower ones).
 */
export const checkoutLimits: Readonly<Record<CheckoutMethod, Fen>> = {
  card: 99_999_999n,
  alipay: 30_000_000n,
  wechat_pay: 5_000_000n,
};

/** 支付宝 takes nothing under 0.10 yuan. */
const leastCheckoutFen: Readonly<Record<CheckoutMethod, Fen>> = { card: 1n, alipay: 10n, wechat_pay: 1n };

/**
 * Ways by which this amount can be paid in one payment, in the order of the page, of those that the payee's account has.
 * 60,000.00 → card, 支付宝; where the account has 微信支付 only → none.
 */
export const checkoutMethodsFor = (
  amountFen: Fen,
  has: readonly CheckoutMethod[] = checkoutMethods,
): CheckoutMethod[] =>
  checkoutMethods.filter(
    (method) => has.includes(method) && amountFen <= checkoutLimits[method] && amountFen >= leastCheckoutFen[method],
  );
