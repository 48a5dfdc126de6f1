import { addDays, type Day, diffDays } from './days.ts';

interface EndedDispute {
  /** Last day to pay as it stood when the claim was contested. */
  readonly dueOn: Day;
  readonly contestedOn: Day;
  readonly endedOn: Day;
  /** Days to pay that the licensor grants anew; null where the licensee gives in. */
  readonly newDays: number | null;
}

/**
 * Last day to pay a claim whose dispute is over (Civil Code art. 577, 579: who owes money pays it). The clock stood still while it
 * lasted, so what was late before stays as late as it was, and nobody gains time by contesting and giving in. The licensor may
 * grant the days to pay anew, which never makes the day earlier.
 * Due 2026-12-02, contested 2026-11-02, over 2026-12-22 → 2027-01-21; contested 100 days late and given up at once → unchanged.
 */
export function dueAfterDispute({ dueOn, contestedOn, endedOn, newDays }: EndedDispute): Day {
  const stood = addDays(dueOn, diffDays(contestedOn, endedOn));
  const anew = newDays === null ? stood : addDays(endedOn, newDays);
  return anew > stood ? anew : stood;
}
