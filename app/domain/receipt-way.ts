/** How the money of a receipt came, in the words of its pages and its paper: online, by bank, or as a deposit that was set off. */
export const receiptWay = ({
  method,
  ...deposit
}: {
  readonly method: string;
  readonly depositApplicationId: string | null;
}): string => (deposit.depositApplicationId !== null ? '保证金抵作价款' : method === 'card' ? '在线支付' : '对公转账');

/** The same of a row in the record of a claim: also an advance that was put on it, and money that went back. */
export function recordWay(row: {
  readonly method: string;
  readonly back?: unknown;
  readonly isSetOff?: boolean;
  readonly isPlaced?: boolean;
}): string {
  const isBack = row.back !== null && row.back !== undefined;
  if (!isBack && row.isPlaced) return '预收款抵';
  if (isBack && row.method === 'card') return '在线退款';
  return receiptWay({ method: row.method, depositApplicationId: !isBack && row.isSetOff ? '' : null });
}
