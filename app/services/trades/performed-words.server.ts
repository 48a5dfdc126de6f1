import type { PublicSale } from './sales.server.ts';

/** Which record of a sale that was performed outside of the platform stands in the way of something, and how it is ended. */
export function performedWords({ way, no }: Pick<PublicSale, 'way' | 'no'>, barred: string): string {
  const [what, at] = way === 'trade' ? (['挂牌交易', '交易页'] as const) : (['拍卖', '“拍卖”页'] as const);
  return `这项成果已由${what}（${no}）转让或者独占、排他许可，并登记为在平台外履行，${barred}。登记有误，或者那份合同已经结束的，完成单位先在${at}申请解除成交。`;
}
