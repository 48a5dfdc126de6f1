import type { Step } from './compute-steps.ts';
import type { Pause } from './claim-dispute.ts';
import { addDays, type Day, diffDays } from './days.ts';
import { divideHalfUp, type Fen, mulPpm, wholePpm } from './money.ts';

/** What was open of a claim at the end of a day; it stays so until the next entry. */
export interface OpenBalance {
  readonly on: Day;
  readonly openFen: Fen;
}

export interface DefaultInterest {
  readonly amountFen: Fen;
  /** First and last day that are counted. */
  readonly fromOn: Day;
  readonly untilOn: Day;
  /** Still growing: something is open and the limit is not reached. */
  readonly isRunning: boolean;
  readonly steps: readonly Step[];
}

const most = (a: Fen, b: Fen): Fen => (a > b ? a : b);

/** Days that two stretches share. */
function shared(fromOn: Day, toOn: Day, other: Pause): number {
  const from = fromOn > other.fromOn ? fromOn : other.fromOn;
  const to = toOn < other.toOn ? toOn : other.toOn;
  return from < to ? diffDays(from, to) : 0;
}

/** The day itself, or the end of the pauses that it lies in. */
function afterPauses(on: Day, pauses: readonly Pause[]): Day {
  const pause = pauses.find(({ fromOn, toOn }) => fromOn <= on && on < toOn);
  return pause === undefined ? on : afterPauses(pause.toOn, pauses);
}

/**
 * Default interest (违约金) on one claim: a share of what is open for each day after the due day, simple, rounded half up once,
 * at most an agreed share of the highest sum that was overdue (0.05 % a day, at most 20 %: design default, to be confirmed
 * against the contract: `late.penalty`; Civil Code art. 585 lets a court lower what is excessive). Null when nothing was late.
 * 300,000.00 paid 10 days late → 1,500.00; 400 days and more → 60,000.00.
 */
export function defaultInterest(input: {
  readonly dueOn: Day;
  readonly asOf: Day;
  /** In the order of days, the first no later than the due day. */
  readonly balances: readonly OpenBalance[];
  /** Days that do not count because the claim was contested; they do not overlap. */
  readonly pauses?: readonly Pause[];
  readonly ppmPerDay: number;
  readonly capPpm: number;
}): DefaultInterest | null {
  const { dueOn, asOf, balances, pauses = [], ppmPerDay, capPpm } = input;
  const segments = balances.flatMap(({ on, openFen }, i) => {
    const fromOn = on > dueOn ? on : dueOn;
    const next = balances[i + 1]?.on ?? asOf;
    const toOn = next < asOf ? next : asOf;
    const days =
      shared(fromOn, toOn, { fromOn, toOn }) - pauses.reduce((sum, pause) => sum + shared(fromOn, toOn, pause), 0);
    return days > 0 && openFen > 0n ? [{ openFen, days, fromOn, toOn }] : [];
  });
  const [first, last] = [segments[0], segments.at(-1)];
  if (first === undefined || last === undefined || ppmPerDay === 0) return null;
  const perDay = BigInt(ppmPerDay);
  const sum = segments.reduce((total, { openFen, days }) => total + openFen * BigInt(days) * perDay, 0n);
  const wholeFen = divideHalfUp(sum, BigInt(wholePpm));
  const highestFen = segments.reduce((highest, { openFen }) => most(highest, openFen), 0n);
  const limitFen = mulPpm(highestFen, capPpm, 'half-up');
  const amountFen = wholeFen < limitFen ? wholeFen : limitFen;
  if (amountFen === 0n) return null;
  const overdue = segments.map(({ openFen, days }): Step => ({
    rule: 'overdue',
    ofFen: openFen,
    days,
    ratePpm: ppmPerDay,
    amountFen: divideHalfUp(openFen * BigInt(days) * perDay, BigInt(wholePpm)),
  }));
  const rounding = overdue.reduce((rest, { amountFen }) => rest - amountFen, wholeFen);
  const isOpen = (balances.at(-1)?.openFen ?? 0n) > 0n;
  return {
    amountFen,
    fromOn: addDays(afterPauses(first.fromOn, pauses), 1),
    untilOn: last.toOn,
    isRunning: isOpen && amountFen < limitFen,
    steps: [
      ...overdue,
      ...(rounding === 0n ? [] : [{ rule: 'rounding' as const, amountFen: rounding }]),
      ...(amountFen === wholeFen
        ? []
        : [{ rule: 'penalty_cap' as const, ofFen: highestFen, ratePpm: capPpm, amountFen: amountFen - wholeFen }]),
    ],
  };
}
