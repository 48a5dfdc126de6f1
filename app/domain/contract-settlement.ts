import type { MilestoneState } from './milestone.ts';
import type { Fen } from './money.ts';

/** What decides whether a contract in performance is fully paid. */
export interface SettlementFacts {
  readonly milestones: readonly MilestoneState[];
  /** Of the licensor's claims on the licensee, what has not arrived. */
  readonly openFen: Fen;
  /** Milestones and royalties charged so far: this is what the cap counts. */
  readonly chargedFen: Fen;
  readonly capFen: Fen | null;
  /** A royalty period of the term has no statement yet. */
  readonly isReportLeft: boolean;
}

/** True once the agreed cap is charged in full: no milestone and no royalty can cost anything more. */
export const isCapUsedUp = ({ capFen, chargedFen }: Pick<SettlementFacts, 'capFen' | 'chargedFen'>): boolean =>
  capFen !== null && chargedFen >= capFen;

/**
 * True when every claim is paid and no further one can arise: all milestones are settled or cancelled and every royalty period
 * is reported, or the cap is used up, after which the licence goes on without payment. All sums in fen.
 */
export function isSettled(facts: SettlementFacts): boolean {
  if (facts.openFen > 0n) return false;
  if (isCapUsedUp(facts)) return true;
  return !facts.isReportLeft && facts.milestones.every((state) => state === 'settled' || state === 'cancelled');
}
