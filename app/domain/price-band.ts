/** Bands by which a public list is narrowed, with what each holds. */
export const priceBands = ['later', 'formula', 'to10', 'to50', 'to200', 'to1000', 'over1000', 'open'] as const;
export type PriceBand = (typeof priceBands)[number];
export const priceBandLabels: Readonly<Record<PriceBand, string>> = {
  later: '零门槛，见效后付',
  formula: '按公式计价',
  to10: '10 万元以内',
  to50: '10–50 万元',
  to200: '50–200 万元',
  to1000: '200–1000 万元',
  over1000: '1000 万元以上',
  open: '面议',
};

const wan = 1_000_000n;
/** Upper ends in fen; what lies on an end belongs to the lower band. */
const ends: readonly (readonly [PriceBand, bigint | null])[] = [
  ['to10', 10n * wan],
  ['to50', 50n * wan],
  ['to200', 200n * wan],
  ['to1000', 1000n * wan],
  ['over1000', null],
];

interface Priced {
  readonly priceKind: string;
  /** Fen as decimal strings, null where open. */
  readonly priceMinFen: string | null;
  readonly priceMaxFen: string | null;
}

/**
 * The bands that a price touches: a range may lie in several. 20–80 万元 → to50 and to200; 先用后付 → later; without a sum →
 * open; a formula is one, and lies where its entry fee and its cap do.
 */
export function priceBandsOf({ priceKind, priceMinFen, priceMaxFen }: Priced): PriceBand[] {
  if (priceKind === 'pay_later') return ['later'];
  if (priceKind === 'formula') {
    const isBounded = priceMinFen !== null && priceMaxFen !== null;
    return ['formula', ...(isBounded ? sumsOf(priceMinFen, priceMaxFen) : [])];
  }
  if (priceMinFen === null && priceMaxFen === null) return ['open'];
  return sumsOf(priceMinFen, priceMaxFen);
}

function sumsOf(priceMinFen: string | null, priceMaxFen: string | null): PriceBand[] {
  const least = BigInt(priceMinFen ?? '0');
  const most = priceMaxFen === null ? null : BigInt(priceMaxFen);
  return ends.flatMap(([band, to], at) => {
    const from = ends[at - 1]?.[1] ?? null;
    const isBelow = from !== null && most !== null && most <= from;
    const isAbove = to !== null && least > to;
    return isBelow || isAbove ? [] : [band];
  });
}
