import type { MilestoneState } from './milestone.ts';
import type { Fen } from './money.ts';

/** What decides whether a contract in performance can cost nothing more. */
export interface SettlementFacts {
  readonly milestones: readonly MilestoneState[];
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
 * True when no further claim can arise: all milestones are settled or cancelled and every royalty period is reported, or the cap is used up,
 * after which the licence goes on without payment. Whether those raised are paid is asked apart. All sums in fen.
 */
export function isSettled(facts: SettlementFacts): boolean {
  if (isCapUsedUp(facts)) return true;
  return !facts.isReportLeft && facts.milestones.every((state) => state === 'settled' || state === 'cancelled');
}
