import type { RoyaltyTerms, RoyaltyTier } from './contract.ts';
import { AppError } from './errors.ts';
import { type Fen, mulPpm } from './money.ts';

/** One slice of the base with its own rate: slice × rate = amount, rounded once. `toFen` is where the slice ends. */
export interface RoyaltyStep {
  readonly fromFen: Fen;
  readonly toFen: Fen;
  readonly ratePpm: number;
  readonly sliceFen: Fen;
  readonly amountFen: Fen;
}

/** What one period costs and how the sum came about. */
export interface RoyaltyResult {
  /** Gross less the agreed deductions; may be negative, then nothing is due. */
  readonly baseFen: Fen;
  /** What each deduction took off, after its own cap; in the order of the terms. */
  readonly allowedDeductionsFen: readonly Fen[];
  readonly steps: readonly RoyaltyStep[];
  readonly beforeCapFen: Fen;
  readonly dueFen: Fen;
  readonly capReached: boolean;
  /** Left under the cap after this period; null without a cap. */
  readonly capRemainingFen: Fen | null;
  /** What the minimum added to the computed sum. */
  readonly floorAppliedFen: Fen;
}

const least = (a: Fen, b: Fen): Fen => (a < b ? a : b);
const most = (a: Fen, b: Fen): Fen => (a > b ? a : b);

/** The rates that apply in this contract year, as tiers from zero upwards. */
function tiersIn({ schedule }: RoyaltyTerms, contractYear: number): readonly RoyaltyTier[] {
  if (schedule.kind === 'tiered') return schedule.tiers;
  const ratePpm =
    schedule.kind === 'flat'
      ? schedule.ratePpm
      : schedule.ratesPpm[Math.min(contractYear, schedule.ratesPpm.length) - 1];
  if (ratePpm === undefined) throw new AppError('terms_invalid', { path: 'royalty.rates' }, 'royalty.rates');
  return [{ fromFen: 0n, toFen: null, ratePpm }];
}

/** What may be taken off: each deduction as agreed, by at most its own share of the gross. */
function allowedDeductions(terms: RoyaltyTerms, grossFen: Fen, deductionsFen: readonly Fen[]): Fen[] {
  return deductionsFen.map((deduction, i) => {
    const agreed = terms.deductions[i];
    if (deduction < 0n || (!agreed && deduction > 0n)) throw new AppError('invalid', {}, `deductions[${i}]`);
    if (!agreed || agreed.capPpm === null) return deduction;
    return least(deduction, mulPpm(most(grossFen, 0n), agreed.capPpm, 'half-up'));
  });
}

/**
 * The royalty of one period (Civil Code art. 846). `deductionsFen[i]` belongs to `terms.deductions[i]`; what is not agreed cannot be
 * taken off (`invalid`). Tiers are marginal inside the period; each slice is rounded half up to the fen, once. The sum is
 * raised to the period's minimum, then cut at the cap, which counts milestones and royalties together:
 * `alreadyChargedFen` is everything charged under the contract before. `contractYear` begins at 1. Pure: the same facts
 * give the same sum, however often it is asked.
 * 3 %, 1,200,000.00 − 200,000.00 → 30,000.00; with a cap of 500,000.00 of which 490,000.00 is used → 10,000.00, cap
 * reached; 5/4/3 % by year, year 2, base 800,000.00 → 32,000.00.
 */
export function computeRoyalty(input: {
  readonly grossFen: Fen;
  readonly deductionsFen: readonly Fen[];
  readonly terms: RoyaltyTerms;
  readonly contractYear: number;
  readonly alreadyChargedFen: Fen;
}): RoyaltyResult {
  const { grossFen, terms, contractYear, alreadyChargedFen } = input;
  if (!Number.isSafeInteger(contractYear) || contractYear < 1) throw new AppError('invalid', { contractYear });
  const allowedDeductionsFen = allowedDeductions(terms, grossFen, input.deductionsFen);
  const baseFen = allowedDeductionsFen.reduce((base, deduction) => base - deduction, grossFen);
  const steps = tiersIn(terms, contractYear).flatMap((tier): RoyaltyStep[] => {
    const toFen = tier.toFen === null ? baseFen : least(baseFen, tier.toFen);
    if (toFen <= tier.fromFen) return [];
    const sliceFen = toFen - tier.fromFen;
    const amountFen = mulPpm(sliceFen, tier.ratePpm, 'half-up');
    return [{ fromFen: tier.fromFen, toFen, ratePpm: tier.ratePpm, sliceFen, amountFen }];
  });
  const computed = steps.reduce((sum, step) => sum + step.amountFen, 0n);
  const beforeCapFen = most(computed, terms.minimumFen ?? 0n);
  const room = terms.capFen === null ? null : most(terms.capFen - alreadyChargedFen, 0n);
  const dueFen = room === null ? beforeCapFen : least(beforeCapFen, room);
  return {
    baseFen,
    allowedDeductionsFen,
    steps,
    beforeCapFen,
    dueFen,
    capReached: room !== null && dueFen === room,
    capRemainingFen: room === null ? null : room - dueFen,
    floorAppliedFen: beforeCapFen - computed,
  };
}
