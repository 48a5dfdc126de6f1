/** How the money of a receipt came, in the words of its pages and its paper: online, by bank, or as a deposit that was set off. */
export const receiptWay = ({
  method,
  ...deposit
}: {
  readonly method: string;
  readonly depositApplicationId: string | null;
}): string => (deposit.depositApplicationId !== null ? '保证金抵作价款' : method === 'card' ? '在线支付' : '对公转账');
