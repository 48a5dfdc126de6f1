import { type ContractFact, type FactOf, factsOf } from './compute-facts.ts';
import { addDays, type Day, diffDays } from './days.ts';
import { divideHalfUp, type Fen } from './money.ts';

const wholePpm = 1_000_000;

/** The end of a right on which payments rest, as far as it stands. */
export interface LostRight {
  /** The day from which both sides go by it. */
  readonly knownOn: Day;
  /** The first day without protection: royalties of the time from then on are concerned. */
  readonly lostOn: Day;
  /**
   * The last day on which a milestone that it stops could be accepted: the day from which both sides go by it, since what was accepted
   * before the word of that day stands; where the file tells one day alone, the day before it.
   */
  readonly acceptedUntilOn: Day;
  /** The share of the royalties that goes on, for know-how and rights that stand; 0: none, the contract gives rise to nothing more. */
  readonly keepsPpm: number;
  /** Milestones that stop with it, by their position. Where nothing goes on all of them do. */
  readonly stops: readonly number[];
}

/**
 * The ends of rights that stand: what a decision took back since (`patent_restored`) was never lost (Patent Law art. 47 reckons from
 * the decision that is final). Without an id a restoration takes back every end before it.
 */
export function lostRights(facts: readonly ContractFact[]): readonly LostRight[] {
  const lost = factsOf(facts, 'patent_lost');
  if (lost.length === 0) return [];
  const restored = factsOf(facts, 'patent_restored');
  return lost.filter((one) => !restored.some((back) => takesBack(back, one))).map(toLost);
}

const toLost = ({ on, lostOn, keepsPpm = 0, stops = [] }: FactOf<'patent_lost'>): LostRight => ({
  knownOn: on,
  lostOn: lostOn ?? on,
  acceptedUntilOn: lostOn === undefined ? addDays(on, -1) : on,
  keepsPpm,
  stops,
});

const takesBack = ({ loss, on }: FactOf<'patent_restored'>, lost: FactOf<'patent_lost'>): boolean =>
  loss === undefined ? lost.on <= on : loss === lost.id;

/** The first end of rights with which royalties stop altogether; null while something goes on. */
export const wholeLoss = (lost: readonly LostRight[]): LostRight | null =>
  lost
    .filter(({ keepsPpm }) => keepsPpm === 0)
    .reduce<LostRight | null>((first, one) => (first === null || one.lostOn < first.lostOn ? one : first), null);

/** The last day of a milestone that an end stops (`acceptedUntilOn`), of several the first; null: none stops it. */
export const milestoneStopsOn = (lost: readonly LostRight[], position: number): Day | null =>
  lost
    .filter(({ keepsPpm, stops }) => keepsPpm === 0 || stops.includes(position))
    .reduce<Day | null>((first, { acceptedUntilOn: on }) => (first === null || on < first ? on : first), null);

/** Days between which a milestone stood still, since its right was lost and restored: what was handed in before is handed in anew. */
export interface StillDays {
  readonly fromOn: Day;
  readonly toOn: Day;
}

/** The days on which this milestone stood still by an end that was taken back. */
export function stillDays(facts: readonly ContractFact[], position: number): StillDays[] {
  const restored = factsOf(facts, 'patent_restored');
  if (restored.length === 0) return [];
  return factsOf(facts, 'patent_lost').flatMap((lost) => {
    const back = restored.find((one) => takesBack(one, lost));
    const fromOn = milestoneStopsOn([toLost(lost)], position);
    return back && fromOn !== null ? [{ fromOn, toOn: back.on }] : [];
  });
}

/**
 * What of a sum for the days from `fromOn` to `toOn` goes on: each day counts with the least share that an end until then leaves, days
 * being equal (design default, to be confirmed: `patent.lost_share`). Rounded half up once. Ends that leave nothing cut the
 * periods themselves and are no part of this.
 * 9,200.00 for a quarter of 92 days, 40 % from its 47th day on → 6,440.00.
 */
export function keptFen(amountFen: Fen, lost: readonly LostRight[], fromOn: Day, toOn: Day): Fen {
  const days = diffDays(fromOn, toOn) + 1;
  const ends = lost.filter(({ keepsPpm, lostOn }) => keepsPpm > 0 && lostOn <= toOn);
  if (ends.length === 0 || days <= 0) return amountFen;
  const turns = [...new Set(ends.map(({ lostOn }) => (lostOn < fromOn ? fromOn : lostOn)))].sort();
  const [first = fromOn] = turns;
  const counted = turns.reduce(
    (sum, from, i) => {
      const until = turns[i + 1] ?? addDays(toOn, 1);
      const share = Math.min(...ends.filter(({ lostOn }) => lostOn <= from).map(({ keepsPpm }) => keepsPpm));
      return sum + diffDays(from, until) * share;
    },
    diffDays(fromOn, first) * wholePpm,
  );
  return divideHalfUp(amountFen * BigInt(counted), BigInt(days) * BigInt(wholePpm));
}
