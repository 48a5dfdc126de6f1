import type { Fen } from '#app/domain/money.ts';

interface CommissionStep {
  readonly sharedFen: Fen | null;
  readonly settledOn: string | null;
  readonly isPaidApart: boolean;
}

/** Where the commission on one receipt stands, for the broker; in the book is not yet on his account. */
export function commissionWords({ sharedFen, settledOn, isPaidApart }: CommissionStep): string {
  if (isPaidApart) return '由委托方另付';
  if (sharedFen === null) return '待委托方分配';
  return settledOn === null ? '已分配，待付' : `${settledOn} 已付`;
}
