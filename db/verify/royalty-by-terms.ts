interface StoredSchedule {
  readonly kind: 'flat' | 'tiered' | 'by_year';
  readonly ratePpm?: number;
  readonly ratesPpm?: readonly number[];
  readonly tiers?: readonly { readonly fromFen: string; readonly toFen: string | null; readonly ratePpm: number }[];
  readonly way?: 'marginal' | 'whole';
  readonly span?: 'period' | 'contract_year' | 'contract';
}

/** The royalty terms inside a signed version's JSON; every amount a decimal string of fen. */
export interface StoredRoyalty {
  readonly base: string;
  readonly schedule: StoredSchedule;
  readonly deductions: readonly { readonly capPpm: number | null }[];
  readonly deductionsWithin?: 'gross';
  readonly minimumFen: string | null;
  readonly capFen: string | null;
  readonly baselineFen?: string | null;
  readonly yearlyMinimumFen?: string | null;
  readonly sublicencePpm?: number | null;
  readonly minimumFromYear?: number;
  readonly buyOut?: { readonly priceFen: string; readonly creditsRoyalties: boolean } | null;
  readonly period: 'month' | 'quarter' | 'half_year' | 'year';
  readonly startsOn: string | null;
  readonly startEvent?: 'trial_end' | 'first_sale' | 'milestone';
  readonly startMilestone?: number | null;
  readonly reportWithinDays: number;
  /** What a change agreed from a day on. */
  readonly later?: readonly {
    readonly fromOn: string;
    readonly schedule: StoredSchedule;
    readonly minimumFen?: string;
    readonly yearlyMinimumFen?: string;
  }[];
}

/** The terms by which what begins on a day is charged: a change counts from its own day on, a least sum until another is named. */
export function termsOn(royalty: StoredRoyalty, day: string): StoredRoyalty {
  if (royalty.later === undefined) return royalty;
  let [schedule, minimumFen, yearlyMinimumFen] = [royalty.schedule, royalty.minimumFen, royalty.yearlyMinimumFen];
  for (const change of royalty.later) {
    if (day < change.fromOn) break;
    schedule = change.schedule;
    minimumFen = change.minimumFen ?? minimumFen;
    yearlyMinimumFen = change.yearlyMinimumFen ?? yearlyMinimumFen;
  }
  return { ...royalty, schedule, minimumFen, yearlyMinimumFen: yearlyMinimumFen ?? null };
}

export interface StatedPeriod {
  readonly gross: bigint;
  /** What sub-licensees paid, where the terms give it a share of its own. */
  readonly sublicence?: bigint;
  readonly deductions: readonly bigint[];
  readonly contractYear: number;
  /** Base counted before by tiers that span periods. */
  readonly before: bigint;
  /** Days of a period that is cut short, and whether its minimum is cut with it. */
  readonly days?: { readonly counted: number; readonly whole: number; readonly isMinimumCut: boolean };
}

/** Nearest fen of amount × ppm, halves away from zero: written here once more, so that a fault in the other one shows. */
function part(amount: bigint, ppm: number): bigint {
  const scaled = amount * BigInt(ppm);
  const whole = scaled / 1_000_000n;
  const rest = scaled - whole * 1_000_000n;
  if (rest * 2n >= 1_000_000n) return whole + 1n;
  return rest * -2n >= 1_000_000n ? whole - 1n : whole;
}

/** The part of an amount that falls on the days that count, to the nearest fen. */
function cut(fen: string | null | undefined, days: StatedPeriod['days']): bigint {
  const amount = BigInt(fen ?? '0');
  if (days === undefined) return amount;
  return (amount * BigInt(days.counted) * 2n + BigInt(days.whole)) / (BigInt(days.whole) * 2n);
}

const zero = 0n;
const positive = (amount: bigint): bigint => (amount > zero ? amount : zero);

/** Rate that applies to the fen number `at` counted from one, or to the first tier below it. */
function rateAt({ schedule }: StoredRoyalty, year: number): (at: bigint) => number {
  if (schedule.kind === 'flat') return () => schedule.ratePpm ?? 0;
  const rates = schedule.ratesPpm ?? [];
  if (schedule.kind === 'by_year') return () => rates[year - 1] ?? rates.at(-1) ?? 0;
  const tiers = schedule.tiers ?? [];
  return (at) => (tiers.find((tier) => tier.toFen === null || at <= BigInt(tier.toFen)) ?? tiers.at(-1))?.ratePpm ?? 0;
}

/** Points of the base at which the rate changes, between two of its values, in rising order. */
function edgesBetween({ schedule }: StoredRoyalty, low: bigint, high: bigint): bigint[] {
  const inner = (schedule.kind === 'tiered' ? (schedule.tiers ?? []) : []).flatMap((tier) =>
    tier.toFen !== null && BigInt(tier.toFen) > low && BigInt(tier.toFen) < high ? [BigInt(tier.toFen)] : [],
  );
  return [low, ...inner.sort((a, b) => (a < b ? -1 : 1)), high];
}

/** The base of a period and what it costs before the cap, from the stored terms alone. */
export function royaltyByTerms(terms: StoredRoyalty, period: StatedPeriod): { base: bigint; beforeCap: bigint } {
  const taken = period.deductions.map((amount, i) => {
    const cap = terms.deductions[i]?.capPpm ?? null;
    const most = cap === null ? amount : part(positive(period.gross), cap);
    return amount < most ? amount : most;
  });
  const net = taken.reduce((left, amount) => left - amount, period.gross);
  const above = net - cut(terms.baselineFen, period.days);
  // Falling short of the baseline costs nobody anything, nor does a loss; what came back does, and in terms that do not keep
  // deductions within the gross what they take off above it.
  const lowest = terms.deductionsWithin === 'gross' ? period.gross : net;
  const floor = terms.base === 'profit' || lowest > zero ? zero : lowest;
  const base = above > floor ? above : floor;
  const rate = rateAt(terms, period.contractYear);
  const end = period.before + base;
  let cost = zero;
  const shared = part(period.sublicence ?? zero, terms.sublicencePpm ?? 0);
  if (terms.schedule.kind === 'tiered' && terms.schedule.way === 'whole') {
    cost = part(end, rate(end)) - part(period.before, rate(period.before));
  } else {
    const [low, high] = base < zero ? [end, period.before] : [period.before, end];
    const edges = edgesBetween(terms, low, high);
    const slices = edges.slice(1).map((to, i) => part(to - (edges[i] ?? low), rate(to)));
    cost = slices.reduce((sum, slice) => sum + slice, zero) * (base < zero ? -1n : 1n);
  }
  cost += shared;
  const minimum = cut(terms.minimumFen, period.days?.isMinimumCut ? period.days : undefined);
  return { base, beforeCap: minimum > zero && cost < minimum ? minimum : cost };
}
