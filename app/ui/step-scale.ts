import type { Fen } from '#app/domain/money.ts';

/** Lengths of bars in thousandths of the longest: royalties come on top of 合同额, so 应收 can be the longest. */
export function stepScale(fens: readonly Fen[]): number[] {
  const most = fens.reduce((top, fen) => (fen > top ? fen : top), 0n);
  return fens.map((fen) => (most > 0n && fen > 0n ? Number((fen * 1000n) / most) : 0));
}
