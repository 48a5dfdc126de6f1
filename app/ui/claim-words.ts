import type { Fen } from '#app/domain/money.ts';

/** What the two sides of a claim call its date and its sums; `open` is `awaited` and `left` together. */
export const claimWords = {
  payer: { due: '应付', dueOn: '应付日', amount: '应付金额', awaited: '待对方确认', left: '还要付', open: '未付清' },
  payee: {
    due: '应收',
    dueOn: '应收日',
    amount: '应收金额',
    awaited: '待你方确认',
    left: '对方还要付',
    open: '未到账',
  },
} as const;

interface Settled {
  readonly paidFen: Fen;
  readonly creditedFen: Fen;
  /** Of `creditedFen`, a penalty that its payee waived. */
  readonly waivedFen: Fen;
}

/** The word of a claim of which nothing is open: by money, by credits, or waived. */
export function settledWord({ paidFen, creditedFen, waivedFen }: Settled, byMoney: string): string {
  if (paidFen > 0n) return byMoney;
  if (waivedFen === 0n) return '已抵清';
  return waivedFen === creditedFen ? '已免除' : '已抵清、免除';
}
