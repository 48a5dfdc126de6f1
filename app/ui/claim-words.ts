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
