import type { Day } from './days.ts';
import { type Fen, formatYuan } from './money.ts';

/**
 * Why default interest counts what it counts of a claim that corrections lowered, sentence by sentence (`owedFromTheStart`): what was
 * taken back was never owed, but from the day on which its credit paid another claim this one is owed as it was charged.
 */
export function correctionWords({
  loweredFen,
  elsewhere,
}: {
  readonly loweredFen: Fen;
  readonly elsewhere: readonly { readonly label: string; readonly fen: Fen; readonly on: Day }[];
}): string[] {
  if (loweredFen <= 0n) return [];
  return [
    `更正调低的 ${formatYuan(loweredFen)} 自始不欠，不计违约金`,
    ...elsewhere.map(
      ({ label, fen, on }) =>
        `其中 ${formatYuan(fen)} 在 ${on} 抵了「${label}」，那一笔少付这么多；从那天起这一笔仍要付这 ${formatYuan(fen)}，没有付清的照计`,
    ),
  ];
}
