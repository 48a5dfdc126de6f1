import { type Fen, formatPpm, formatYuan } from '#app/domain/money.ts';

/** '到账的 2%', or '固定 ¥50,000.00，到账才付': a commission in words. */
export const feeWords = ({
  feePpm,
  feeFen,
}: {
  readonly feePpm: number | null;
  readonly feeFen: Fen | null;
}): string => (feeFen === null ? `到账的 ${formatPpm(feePpm ?? 0)}` : `固定 ${formatYuan(feeFen)}，到账才付`);
