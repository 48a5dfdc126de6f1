import { addDays, type Day, diffDays } from './days.ts';

interface EndedDispute {
  /** Last day to pay as it stood when the claim was contested. */
  readonly dueOn: Day;
  readonly contestedOn: Day;
  readonly endedOn: Day;
  /** Days to pay that the licensor grants anew; null where the licensee gives in or has paid. */
  readonly newDays: number | null;
}

/** Days of a late claim that do not count: from `fromOn` to the day before `toOn`. */
export interface Pause {
  readonly fromOn: Day;
  readonly toOn: Day;
}

/**
 * What becomes of a claim's days when its dispute is over (Civil Code art. 577, 579: who owes money pays it). The clock stood still
 * while it lasted: a claim that was not late yet has that many days more to pay; of one that was late these days do not count, and
 * what ran before stands as it was, whatever is paid meanwhile. The licensor may grant the days to pay anew, which never makes the
 * day earlier.
 * Due 2026-12-02, contested 2026-11-02, over 2026-12-22 → due 2027-01-21; contested on 2026-12-12, over 2026-12-22 → due as before,
 * ten days paused.
 */
export function endDispute({ dueOn, contestedOn, endedOn, newDays }: EndedDispute): {
  readonly dueOn: Day;
  readonly pause: Pause | null;
} {
  if (newDays === null && contestedOn > dueOn) {
    return { dueOn, pause: contestedOn < endedOn ? { fromOn: contestedOn, toOn: endedOn } : null };
  }
  const stood = addDays(dueOn, diffDays(contestedOn, endedOn));
  const anew = newDays === null ? stood : addDays(endedOn, newDays);
  return { dueOn: anew > stood ? anew : stood, pause: null };
}
