import type { RateSchedule, RoyaltyTier } from './contract.ts';
import { AppError } from './errors.ts';
import { type Fen, lesserFen, mulPpm } from './money.ts';

/** One slice of the base with its own rate: slice × rate = amount, rounded once. `toFen` is where the slice ends. */
export interface RoyaltyStep {
  readonly fromFen: Fen;
  readonly toFen: Fen;
  readonly ratePpm: number;
  /** Negative for more returns than sales. */
  readonly sliceFen: Fen;
  readonly amountFen: Fen;
}

const most = (a: Fen, b: Fen): Fen => (a > b ? a : b);

/** The rates that apply in this contract year, as tiers from zero upwards. Throws `terms_invalid` where none is agreed. */
function tiersIn(schedule: RateSchedule, contractYear: number): readonly RoyaltyTier[] {
  if (schedule.kind === 'tiered' && schedule.tiers.length > 0) return schedule.tiers;
  const ratePpm =
    schedule.kind === 'flat'
      ? schedule.ratePpm
      : schedule.kind === 'by_year'
        ? schedule.ratesPpm[Math.min(contractYear, schedule.ratesPpm.length) - 1]
        : undefined;
  if (ratePpm === undefined) throw new AppError('terms_invalid', { path: 'royalty.rates' }, 'royalty.rates');
  return [{ fromFen: 0n, toFen: null, ratePpm }];
}

/** Slices between two points of the base, the first tier reaching below zero. `sign` is −1 where the base went back. */
function marginal(tiers: readonly RoyaltyTier[], lowFen: Fen, highFen: Fen, sign: 1n | -1n): RoyaltyStep[] {
  return tiers.flatMap((tier, i): RoyaltyStep[] => {
    const fromFen = i === 0 ? lowFen : most(lowFen, tier.fromFen);
    const toFen = tier.toFen === null ? highFen : lesserFen(highFen, tier.toFen);
    if (toFen <= fromFen) return [];
    const sliceFen = sign * (toFen - fromFen);
    return [{ fromFen, toFen, ratePpm: tier.ratePpm, sliceFen, amountFen: mulPpm(sliceFen, tier.ratePpm, 'half-up') }];
  });
}

/** The tier that a total reaches; on an edge the lower one. */
function reached(tiers: readonly RoyaltyTier[], totalFen: Fen): RoyaltyTier {
  const tier = tiers.find((tier) => tier.toFen === null || totalFen <= tier.toFen) ?? tiers.at(-1);
  if (tier === undefined) throw new AppError('terms_invalid', { path: 'royalty.tiers' }, 'royalty.tiers');
  return tier;
}

/**
 * Slices of one period's base by the agreed rates (Civil Code art. 846: fixed, rising or falling). `beforeFen` is what the
 * tiers counted before this period (zero unless they span the year or the contract). Marginal tiers give each slice its
 * own rate; `whole` tiers give all that is counted the rate of the tier it reaches, less what it cost before. More returns
 * than sales make negative slices. All in fen; each slice rounded half up once.
 * 3 % to 1,000,000.00 and 2 % above, base 1,500,000.00 → 30,000.00 + 10,000.00
 */
export function rateSlices(
  schedule: RateSchedule,
  facts: { readonly contractYear: number; readonly beforeFen: Fen; readonly baseFen: Fen },
): RoyaltyStep[] {
  const { contractYear, beforeFen, baseFen } = facts;
  const tiers = tiersIn(schedule, contractYear);
  const afterFen = beforeFen + baseFen;
  if (schedule.kind !== 'tiered' || schedule.way !== 'whole') {
    return baseFen >= 0n ? marginal(tiers, beforeFen, afterFen, 1n) : marginal(tiers, afterFen, beforeFen, -1n);
  }
  const costOf = (totalFen: Fen, sign: 1n | -1n): RoyaltyStep[] => {
    const { ratePpm } = reached(tiers, totalFen);
    const amountFen = sign * mulPpm(totalFen, ratePpm, 'half-up');
    return totalFen === 0n ? [] : [{ fromFen: 0n, toFen: totalFen, ratePpm, sliceFen: sign * totalFen, amountFen }];
  };
  return [...costOf(afterFen, 1n), ...costOf(beforeFen, -1n)];
}
