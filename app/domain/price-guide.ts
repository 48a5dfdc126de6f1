import { type AchievementData, type AchievementPrice, isStepped } from './achievement-data.ts';
import type { AchievementRight } from './achievement-facts.ts';
import { addDays, addMonths, type Day } from './days.ts';
import { patentYears } from './patent-number.ts';

/** What a share of net sales usually lies between, and where that comes from. Rates in ppm. */
export interface PriceGuide {
  readonly lowPpm: number;
  readonly highPpm: number;
  readonly basis: string;
}

/** Bands of the guide, in general and in the dear fields. */
export interface GuideBands {
  readonly lowPpm: number;
  readonly highPpm: number;
  readonly dearLowPpm: number;
  readonly dearHighPpm: number;
}
export const usualBands: GuideBands = { lowPpm: 10_000, highPpm: 50_000, dearLowPpm: 20_000, dearHighPpm: 100_000 };

/** Fields in which rates are usually higher: 电子信息, 生物, 医药 (provincial list). */
const dearFields = ['16', '17', '30'];

/**
 * The guide beside the rate: usually 1–5 % of net sales, 2–10 % in software and medicine (experience, to be confirmed, `price_guide`, by an
 * expert), widened to the rate that the achievement itself was listed with.
 * Listed with 6 % in machinery → 1 % to 6 %.
 */
export function priceGuide(
  { fields, price }: Pick<AchievementData, 'fields' | 'price'>,
  { lowPpm, highPpm, dearLowPpm, dearHighPpm }: GuideBands = usualBands,
): PriceGuide {
  const isDear = fields.some((field) => dearFields.includes(field.split('.')[0] ?? ''));
  const usual = isDear ? { lowPpm: dearLowPpm, highPpm: dearHighPpm } : { lowPpm, highPpm };
  const listed = listedRate(price);
  const basis = `${isDear ? '软件、生物医药' : '一般'}行业经验值，待专家核定${listed === null ? '' : '；已计入成果挂出的比例'}`;
  return {
    lowPpm: Math.min(usual.lowPpm, listed ?? usual.lowPpm),
    highPpm: Math.max(usual.highPpm, listed ?? usual.highPpm),
    basis,
  };
}

const listedRate = (price: AchievementPrice): number | null =>
  isStepped(price) && price.royaltyPpm > 0 ? price.royaltyPpm : null;

type DatedRight = Pick<AchievementRight, 'type' | 'expiresOn' | 'filedOn'>;

/**
 * The last day on which any of the patents can still be alive: as recorded, else counted from the filing (专利法 art. 42: 20, 10
 * or 15 years). Null where there is none, or where the end of one is not known.
 */
export function patentsEndOn(rights: readonly DatedRight[]): Day | null {
  const patents = rights.filter(({ type }) => Object.hasOwn(patentYears, type));
  const ends = patents.map(({ type, expiresOn, filedOn }) => {
    if (expiresOn !== null) return expiresOn;
    return filedOn ? addDays(addMonths(filedOn, (patentYears[type] ?? 0) * 12), -1) : null;
  });
  if (ends.length === 0 || ends.includes(null)) return null;
  return ends.reduce((last, day) => ((day ?? '') > (last ?? '') ? day : last));
}
