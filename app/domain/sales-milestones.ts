import { addDays, type Day } from './days.ts';
import { transitionOf } from './machine.ts';
import { chargedMilestoneStates, isBelowSales, milestoneMachine, type MilestoneState } from './milestone.ts';
import type { Fen } from './money.ts';
import { underCap } from './under-cap.ts';

/** A milestone that the licensee's own sales reach, as it stands before a report. */
export interface SalesMilestone {
  readonly position: number;
  readonly name: string;
  readonly amountFen: Fen;
  readonly triggerFen: Fen;
  readonly payWithinDays: number;
  readonly state: MilestoneState;
  readonly disputedSide: string | null;
  /** Evidence was refused: a report that adds nothing does not bring it back. */
  readonly isRefused: boolean;
  /** Evidence of the sales was accepted, or silence was acceptance: reports do not take that back. */
  readonly standsOnEvidence: boolean;
}

export interface MilestoneMove {
  readonly kind: 'reached' | 'resumed' | 'taken_back';
  readonly position: number;
  readonly name: string;
  readonly triggerFen: Fen;
  /** Reached: what falls due; taken back: what becomes a credit; both as far as the cap leaves it. Resumed: 0. */
  readonly fen: Fen;
  /** Reached: by when it is to be paid. */
  readonly dueOn: Day | null;
}

interface Sales {
  /** Cumulated before the report and with it; estimates do not count. */
  readonly wasFen: Fen;
  readonly soldFen: Fen;
}

interface Charged {
  readonly capFen: Fen | null;
  /** Milestones that stand and royalties with the report, each whole, before the cap. */
  readonly beforeCapFen: Fen;
  readonly today: Day;
}

/**
 * Which milestones of sales a report reaches, and which it takes back, in their order and with the sums: what `reachMilestones`
 * does once it is handed in, told before. Sales of 900,000.00 agreed, 950,000.00 reported before and corrected to 800,000.00: taken back.
 */
export function milestonesBySales(
  stones: readonly SalesMilestone[],
  { wasFen, soldFen }: Sales,
  { capFen, beforeCapFen, today }: Charged,
): MilestoneMove[] {
  let wholeFen = beforeCapFen;
  return stones.flatMap((stone): MilestoneMove[] => {
    const { position, name, triggerFen, amountFen, state } = stone;
    const move = { position, name, triggerFen };
    if (soldFen < triggerFen) {
      const wasReached = wasFen >= triggerFen || isBelowSales(stone);
      if (!wasReached || !chargedMilestoneStates.includes(state) || stone.standsOnEvidence) return [];
      const fen = -underCap(-amountFen, capFen, wholeFen);
      wholeFen -= amountFen;
      return [{ kind: 'taken_back', ...move, fen, dueOn: null }];
    }
    if (isBelowSales(stone)) return [{ kind: 'resumed', ...move, fen: 0n, dueOn: null }];
    if (transitionOf(milestoneMachine, state, 'reach') === undefined) return [];
    if (wasFen >= triggerFen && (state === 'cancelled' || stone.isRefused)) return [];
    const fen = underCap(amountFen, capFen, wholeFen);
    wholeFen += amountFen;
    return [{ kind: 'reached', ...move, fen, dueOn: addDays(today, stone.payWithinDays) }];
  });
}
