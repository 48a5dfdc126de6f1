import type { RoyaltyTerms } from './contract.ts';
import { AppError } from './errors.ts';
import { divideHalfUp, type Fen, lesserFen, mulPpm } from './money.ts';
import { rateSlices, type RoyaltyStep } from './royalty-rates.ts';
import { underCap } from './under-cap.ts';

/** What a statement says of one period. */
export interface PeriodSales {
  readonly grossFen: Fen;
  /** In the order of the terms' deductions. */
  readonly deductionsFen: readonly Fen[];
  /** What sub-licensees paid; counts only where the terms give it a share of its own. */
  readonly sublicenceFen?: Fen;
}

/** Where the period stands in the contract. */
export interface PeriodPlace {
  /** From 1. */
  readonly contractYear: number;
  /** Base that spanning tiers counted before this period; zero when not said. */
  readonly baseBeforeFen?: Fen;
  /** Days that count and days of the whole period, where it is cut: the baseline and, after an early end, the minimum are cut likewise. */
  readonly days?: { readonly counted: number; readonly whole: number; readonly endedEarly: boolean };
}

/** What one period costs before the cap, and how the sum came about. All in fen. */
export interface PeriodRoyalty {
  /** What each deduction took off, after its own cap; in the order of the terms. */
  readonly allowedDeductionsFen: readonly Fen[];
  readonly baselineFen: Fen;
  /** What the base would lie below nothing by deductions, a baseline or a loss, and does not; zero or positive. */
  readonly belowZeroFen: Fen;
  /** Gross less the agreed deductions and the baseline; negative only when more came back than was sold. */
  readonly baseFen: Fen;
  readonly steps: readonly RoyaltyStep[];
  /** The share of what sub-licensees paid. */
  readonly sublicenceFen: Fen;
  /** What the period's minimum added to the computed sum. */
  readonly floorAppliedFen: Fen;
  /** Negative for a period that gives the licensee a credit. */
  readonly beforeCapFen: Fen;
}

/** A period's royalty under the cap. */
export interface RoyaltyResult extends PeriodRoyalty {
  readonly dueFen: Fen;
  /** Carried to the periods that follow. */
  readonly creditFen: Fen;
  readonly capReached: boolean;
  /** Left under the cap after this period; null without a cap. */
  readonly capRemainingFen: Fen | null;
}

const most = (a: Fen, b: Fen): Fen => (a > b ? a : b);

/** The most that each agreed deduction may take off this gross, in fen; null where it has no cap of its own. */
export const deductionCaps = (terms: RoyaltyTerms, grossFen: Fen): (Fen | null)[] =>
  terms.deductions.map(({ capPpm }) => (capPpm === null ? null : mulPpm(most(grossFen, 0n), capPpm, 'half-up')));

function allowedDeductions(terms: RoyaltyTerms, { grossFen, deductionsFen }: PeriodSales): Fen[] {
  const caps = deductionCaps(terms, grossFen);
  return deductionsFen.map((deduction, i) => {
    const cap = caps[i];
    if (deduction < 0n || (cap === undefined && deduction > 0n)) throw new AppError('invalid', {}, `deductions[${i}]`);
    return cap == null ? deduction : lesserFen(deduction, cap);
  });
}

const cutTo = (fen: Fen, days: PeriodPlace['days']): Fen =>
  days ? divideHalfUp(fen * BigInt(days.counted), BigInt(days.whole)) : fen;

/**
 * The royalty of one period before the cap (Civil Code art. 846). `deductionsFen[i]` belongs to `terms.deductions[i]`; each takes
 * off at most its own share of the gross, and what is not agreed cannot be taken off (`invalid`). What stays above the
 * baseline is the base: what falls short of it costs nobody anything, nor do deductions above the gross where the terms keep them
 * within it (`deductionsWithin`) or a loss where profit is shared, and none of it is carried on: the base lies below nothing only as
 * far as more came back than was sold, or as terms without that rule say (design default, to be confirmed: `royalty.below_zero`);
 * tiers share it out, each slice rounded half up once; the sum is raised to the period's minimum. Without a minimum more returns than
 * sales give a credit. Pure: the same facts give the same sum, however often it is asked.
 * 3 %, 1,200,000.00 − 200,000.00 → 30,000.00; 5/4/3 % by year, year 2, base 800,000.00 → 32,000.00.
 */
export function reckonRoyalty(terms: RoyaltyTerms, sales: PeriodSales, place: PeriodPlace): PeriodRoyalty {
  const { contractYear, baseBeforeFen = 0n, days } = place;
  if (!Number.isSafeInteger(contractYear) || contractYear < 1) throw new AppError('invalid', { contractYear });
  const allowedDeductionsFen = allowedDeductions(terms, sales);
  const baselineFen = cutTo(terms.baselineFen ?? 0n, days);
  const netFen = allowedDeductionsFen.reduce((net, deduction) => net - deduction, sales.grossFen);
  const backFen = terms.deductionsWithin === 'gross' ? sales.grossFen : netFen;
  const leastFen = terms.base === 'profit' ? 0n : lesserFen(backFen, 0n);
  const baseFen = most(netFen - baselineFen, leastFen);
  const steps = rateSlices(terms.schedule, { contractYear, beforeFen: baseBeforeFen, baseFen });
  const sublicenceFen = mulPpm(sales.sublicenceFen ?? 0n, terms.sublicencePpm ?? 0, 'half-up');
  const computed = steps.reduce((sum, step) => sum + step.amountFen, sublicenceFen);
  const minimumFen = cutTo(terms.minimumFen ?? 0n, days?.endedEarly ? days : undefined);
  const beforeCapFen = minimumFen > 0n ? most(computed, minimumFen) : computed;
  return {
    allowedDeductionsFen,
    baselineFen,
    belowZeroFen: baseFen - (netFen - baselineFen),
    baseFen,
    steps,
    sublicenceFen,
    floorAppliedFen: beforeCapFen - computed,
    beforeCapFen,
  };
}

/**
 * The royalty of one period under the cap, which counts milestones and royalties together: `alreadyChargedFen` is everything
 * charged under the contract before. What the cap leaves is due; a negative sum is no debt but a credit.
 * Cap 500,000.00 of which 490,000.00 is used, royalty 30,000.00 → 10,000.00, cap reached.
 */
export function computeRoyalty(
  input: PeriodSales & PeriodPlace & { readonly terms: RoyaltyTerms; readonly alreadyChargedFen: Fen },
): RoyaltyResult {
  const { terms, alreadyChargedFen } = input;
  const period = reckonRoyalty(terms, input, input);
  const chargedFen = underCap(period.beforeCapFen, terms.capFen, alreadyChargedFen);
  const remaining = terms.capFen === null ? null : most(terms.capFen - alreadyChargedFen - chargedFen, 0n);
  return {
    ...period,
    dueFen: most(chargedFen, 0n),
    creditFen: most(-chargedFen, 0n),
    capReached: remaining === 0n,
    capRemainingFen: remaining,
  };
}
