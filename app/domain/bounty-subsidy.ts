import { divideHalfUp, type Fen, mulPpm } from './money.ts';

/** Bounds of the subsidy (S003 support item 3): total investment ≥ 300 万元, 10–20 % of it, at most 100 万元 a project. */
export const subsidyBounds = {
  leastTotalFen: 300_000_000n,
  leastRatePpm: 100_000,
  mostRatePpm: 200_000,
  mostFen: 100_000_000n,
} as const;

export type SubsidyRefusal = 'total_too_low' | 'rate_out_of_range';

/**
 * The subsidy of a 揭榜挂帅 project: rate × total, at most 100 万元; nothing below a total of 300 万元 or for a rate outside 10–20 %.
 * Half up. Examples: 3.0 m at 20 % → 0.6 m; 5.0 m at 20 % → 1.0 m; 8.0 m at 20 % → 1.0 m (cap); 2.99 m → 0.
 */
export function bountySubsidy(
  totalFen: Fen,
  ratePpm: number,
): { readonly subsidyFen: Fen; readonly refusal: SubsidyRefusal | null; readonly isCapped: boolean } {
  const none = (refusal: SubsidyRefusal) => ({ subsidyFen: 0n, refusal, isCapped: false });
  if (totalFen < subsidyBounds.leastTotalFen) return none('total_too_low');
  if (ratePpm < subsidyBounds.leastRatePpm || ratePpm > subsidyBounds.mostRatePpm) return none('rate_out_of_range');
  const full = mulPpm(totalFen, ratePpm, 'half-up');
  const isCapped = full > subsidyBounds.mostFen;
  return { subsidyFen: isCapped ? subsidyBounds.mostFen : full, refusal: null, isCapped };
}

/** True when the enterprise's own money reaches total − subsidy (step 1 of the process). Units: fen. */
export const isOwnMoneyEnough = (totalFen: Fen, ownFen: Fen, ratePpm: number): boolean =>
  ownFen >= totalFen - bountySubsidy(totalFen, ratePpm).subsidyFen;

/**
 * How much of a subsidy may be paid out by now (step 9: instalments tied to the poster's own payments): the same share of it as
 * of the contract has been paid. Half up, never more than the whole. Example: 1.0 m of subsidy, 2 of 5 m paid → 0.4 m.
 */
export function subsidyPayable(subsidyFen: Fen, contractFen: Fen, paidFen: Fen): Fen {
  if (contractFen <= 0n || paidFen <= 0n) return 0n;
  return paidFen >= contractFen ? subsidyFen : divideHalfUp(subsidyFen * paidFen, contractFen);
}
