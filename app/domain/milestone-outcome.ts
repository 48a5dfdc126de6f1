import type { ClaimDispute } from './claim-clock.ts';
import { type ContractFact, type FactOf, factsOf } from './compute-facts.ts';
import type { MilestoneTerms } from './contract.ts';
import { addDays, type Day } from './days.ts';
import type { StillDays } from './lost-rights.ts';
import { lastDayOf, type LastDayRule } from './rest-days.ts';

export interface MilestoneOutcome {
  readonly state: 'pending' | 'submitted' | 'disputed' | 'rejected' | 'accepted' | 'cancelled';
  /** The day on which it counts as reached; the days to pay run from it. */
  readonly acceptedOn: Day | null;
  readonly by: 'acceptance' | 'silence' | 'date' | 'sales' | null;
  /** Accepted, but disputed since: the claim stands and nobody is late. */
  readonly isFrozen: boolean;
  /** Disputes of the claim after acceptance, in the order of days. */
  readonly disputes: readonly ClaimDispute[];
}

interface Circumstances extends LastDayRule {
  /** Position in the terms, from 1. */
  readonly position: number;
  readonly signedOn: Day;
  readonly facts: readonly ContractFact[];
  readonly today: Day;
  /** Last day of the contract where it ended early; what was not reached by then is cancelled. */
  readonly endedOn: Day | null;
  /** The day on which the licensee's own statements reached `triggerFen`; null when they have not. */
  readonly salesReachedOn: Day | null;
  /** By an end of rights that was taken back. */
  readonly still?: readonly StillDays[];
}

const fresh: MilestoneOutcome = { state: 'pending', acceptedOn: null, by: null, isFrozen: false, disputes: [] };

const deedKinds = ['milestone_submitted', 'milestone_accepted', 'milestone_rejected', 'milestone_disputed'] as const;
export type MilestoneDeed = FactOf<(typeof deedKinds)[number]>;
/** What was done about each milestone, by its position. */
export type MilestoneDeeds = ReadonlyMap<number, readonly MilestoneDeed[]>;

/** Deeds told apart beside a list of facts, by who keeps them shorter than the facts tell them. */
const told = new WeakMap<readonly ContractFact[], MilestoneDeeds>();
export const tellDeeds = (facts: readonly ContractFact[], deeds: MilestoneDeeds): void => void told.set(facts, deeds);

function deedsOf(facts: readonly ContractFact[], position: number): readonly MilestoneDeed[] {
  const apart = told.get(facts);
  if (apart) return apart.get(position) ?? [];
  return factsOf(facts, ...deedKinds).filter(({ milestone }) => milestone === position);
}

export const isMilestoneDeed = (fact: ContractFact): fact is MilestoneDeed =>
  deedKinds.some((kind) => kind === fact.kind);

/** Last day to answer evidence; silence through its end is acceptance. Handed in on 03-01, 15 days → 03-16. */
export const silenceEndsOn = (
  { acceptWithinDays }: Pick<MilestoneTerms, 'acceptWithinDays'>,
  submittedOn: Day,
  contract: LastDayRule,
): Day => lastDayOf(contract, addDays(submittedOn, acceptWithinDays));

/**
 * Where a milestone stands on a day. Evidence is accepted, rejected or disputed; silence through the agreed days is acceptance,
 * and an answer after them comes too late. A dispute stops the silence and freezes an accepted claim; it is ended by
 * acceptance or rejection. A dated milestone needs no acceptance, nor does one on sales that the licensee reported
 * himself. An early end of the contract cancels what was not accepted by then, and what is said of it later changes nothing; sales of the
 * time before the end count whenever they are reported, so that nobody saves a milestone by reporting late
 * (design default, to be confirmed: `milestone.sales_late`).
 */
export function milestoneOutcome(terms: MilestoneTerms, given: Circumstances): MilestoneOutcome {
  const { position, signedOn, today, endedOn, salesReachedOn } = given;
  const deeds = deedsOf(given.facts, position);
  let now = fresh;
  let silentUntil: Day | null = null;
  let refusedOn: Day = '';
  const still = [...(given.still ?? [])].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  const lastDay = endedOn !== null && endedOn < today ? endedOn : today;
  const keepSilence = (before: Day) => {
    if (now.state !== 'submitted' || silentUntil === null || silentUntil > before) return;
    now = { ...fresh, state: 'accepted', acceptedOn: silentUntil, by: 'silence' };
  };
  const reach = (on: Day | null, by: 'date' | 'sales') => {
    // What was sold before the end counts whenever it is reported; periods after it do not exist.
    const until = by === 'sales' ? today : lastDay;
    if (on !== null && on <= until && now.acceptedOn === null)
      now = { ...fresh, state: 'accepted', acceptedOn: on, by };
  };
  /** What nobody had accepted when its right was lost begins anew once that is taken back. */
  const standStill = (until: Day) => {
    while (still[0] !== undefined && still[0].fromOn < until) {
      keepSilence(still[0].fromOn);
      if (now.state !== 'accepted') [now, silentUntil, refusedOn] = [fresh, null, ''];
      still.shift();
    }
  };
  const dated = terms.trigger === 'on_date' ? terms.triggerOn : terms.trigger === 'signed' ? signedOn : null;
  const dueOn = dated !== null && dated < signedOn ? signedOn : dated;
  for (const deed of deeds) {
    standStill(deed.on);
    // An answer on the last day is in time.
    keepSilence(endedOn !== null && endedOn < deed.on ? endedOn : addDays(deed.on, -1));
    if (dueOn !== null && dueOn <= deed.on) reach(dueOn, 'date');
    // A claim that sales made due already is contested, not taken away.
    const isContest =
      deed.kind === 'milestone_disputed' && now.state !== 'disputed' && (salesReachedOn ?? '') >= refusedOn;
    if (isContest && salesReachedOn !== null && salesReachedOn < deed.on) reach(salesReachedOn, 'sales');
    const isAccepted = now.state === 'accepted';
    if (endedOn !== null && deed.on > endedOn && !isAccepted) continue;
    if (deed.kind === 'milestone_submitted' && !isAccepted) {
      now = { ...fresh, state: 'submitted' };
      silentUntil = silenceEndsOn(terms, deed.on, given);
    }
    if (deed.kind === 'milestone_disputed') {
      const contested: ClaimDispute = { contestedOn: deed.on, endedOn: null, newDays: null };
      if (!isAccepted) now = { ...fresh, state: 'disputed' };
      else if (!now.isFrozen) now = { ...now, isFrozen: true, disputes: [...now.disputes, contested] };
    }
    if (deed.kind === 'milestone_accepted') {
      if (!isAccepted) now = { ...fresh, state: 'accepted', acceptedOn: deed.on, by: 'acceptance' };
      else if (now.isFrozen) {
        const over = { endedOn: deed.on, newDays: deed.newDays ?? null };
        const disputes = now.disputes.map((dispute) => (dispute.endedOn === null ? { ...dispute, ...over } : dispute));
        now = { ...now, isFrozen: false, disputes };
      }
    }
    if (deed.kind === 'milestone_rejected' && (!isAccepted || now.isFrozen)) {
      now = { ...fresh, state: 'rejected' };
      refusedOn = deed.on;
    }
  }
  standStill(addDays(lastDay, 1));
  keepSilence(lastDay);
  // With the end a dispute about what was not accepted is over too: only what is reported later still counts.
  const isReportedLate = endedOn !== null && salesReachedOn !== null && salesReachedOn > endedOn;
  if (now.state !== 'disputed' || isReportedLate) {
    if (now.state !== 'rejected' && now.state !== 'disputed') reach(dueOn, 'date');
    // What was refused before the sales were there, on the day of the report too, is no answer to them; refused after it, it waits for
    // an answer of its own.
    if (refusedOn === '' || (salesReachedOn ?? '') >= refusedOn) reach(salesReachedOn, 'sales');
  }
  const isOver = endedOn !== null && endedOn < today && now.state !== 'accepted';
  return isOver ? { ...now, state: 'cancelled' } : now;
}
