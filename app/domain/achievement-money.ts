/** Fen in a decimal string as 万元 without needless noughts: "58000000" → "58". */
export const wanOf = (fen: string): string => {
  const [, sign = '', whole = '', digits = ''] = /^(-?)(\d*?)(\d{1,6})$/.exec(fen) ?? [];
  return `${sign}${whole || '0'}.${digits.padStart(6, '0')}`.replace(/\.?0+$/, '');
};
