import { endDispute, type Pause } from './claim-dispute.ts';
import { type Day, laterDay } from './days.ts';

/** A dispute of a claim that stands. */
export interface ClaimDispute {
  readonly contestedOn: Day;
  /** Null while it lasts. */
  readonly endedOn: Day | null;
  /** Days to pay that the payee granted anew at its end. */
  readonly newDays: number | null;
}

interface ClaimClock {
  /** Last day to pay; null while the claim is contested. */
  readonly dueOn: Day | null;
  readonly isFrozen: boolean;
  readonly pauses: readonly Pause[];
}

/**
 * The last day to pay of a claim after all its disputes, each ended by the rule of `endDispute`, and the days that do not count as late.
 * Where the invoice comes first its days to pay never make the day earlier. Being paid whole ends a dispute.
 * Due 2026-03-03, contested from 2026-02-20 to 2026-04-01 → due 2026-04-12.
 */
export function claimClock(claim: {
  readonly dueOn: Day;
  readonly disputes: readonly ClaimDispute[];
  /** The invoice that the days to pay wait for, and the day that follows from it. */
  readonly invoiced?: { readonly on: Day; readonly dueOn: Day } | null;
  readonly paidOn?: Day | null;
  /** Where a last day goes that is a rest day; by itself it stays. */
  readonly lastDay?: (day: Day) => Day;
}): ClaimClock {
  const { disputes, invoiced = null, paidOn = null, lastDay = (day) => day } = claim;
  const pauses: Pause[] = [];
  let { dueOn } = claim;
  const count = (until: Day | null) => {
    if (invoiced !== null && (until === null || invoiced.on <= until)) dueOn = lastDay(laterDay(dueOn, invoiced.dueOn));
  };
  for (const { contestedOn, endedOn, newDays } of disputes) {
    const isPaid = paidOn !== null && contestedOn <= paidOn && (endedOn === null || paidOn < endedOn);
    const over = isPaid ? { endedOn: paidOn, newDays: null } : { endedOn, newDays };
    if (over.endedOn === null) return { dueOn: null, isFrozen: true, pauses };
    count(contestedOn);
    const after = endDispute({ dueOn, contestedOn, endedOn: over.endedOn, newDays: over.newDays });
    dueOn = after.pause === null ? lastDay(after.dueOn) : after.dueOn;
    if (after.pause) pauses.push(after.pause);
  }
  count(null);
  return { dueOn, isFrozen: false, pauses };
}
