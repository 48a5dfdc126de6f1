import { addDays, type Day } from './days.ts';
import { transitionOf } from './machine.ts';
import {
  chargedMilestoneStates,
  isBelowSales,
  milestoneMachine,
  type MilestoneState,
  type SubmissionOutcome,
} from './milestone.ts';
import type { Fen } from './money.ts';
import { lastDayOf, type LastDayRule } from './rest-days.ts';
import { underCap } from './under-cap.ts';

/** Evidence of a milestone as it was handed in; `outcome` null: not answered. */
export interface EvidenceSent {
  /** Last day to answer it: a suspension of the contract moves it. */
  readonly answerBy: Day;
  readonly outcome: SubmissionOutcome | null;
}

/** A milestone that the licensee's own sales reach, as it stands before a report. */
export interface SalesMilestone {
  readonly position: number;
  readonly name: string;
  readonly amountFen: Fen;
  readonly triggerFen: Fen;
  readonly payWithinDays: number;
  readonly state: MilestoneState;
  readonly disputedSide: string | null;
  /** The day on which a dispute of it began that is not over. */
  readonly disputedOn: Day | null;
  /** In the order in which it was handed in. */
  readonly sent: readonly EvidenceSent[];
  /** What was charged of it so far, less what it gave back. */
  readonly chargedFen: Fen;
}

export interface MilestoneMove {
  readonly kind: 'reached' | 'resumed' | 'taken_back';
  readonly position: number;
  readonly name: string;
  readonly triggerFen: Fen;
  /** Reached: what falls due; taken back: what it gives back; both as far as the cap leaves it. Resumed: 0. */
  readonly fen: Fen;
  /** Reached: by when it is to be paid. */
  readonly dueOn: Day | null;
}

export interface Sales {
  /** Cumulated before the report and with it; estimates do not count. */
  readonly wasFen: Fen;
  readonly soldFen: Fen;
}

export interface ReportDay {
  /** Last day of a contract that is over; null while it runs. */
  readonly closedOn: Day | null;
  readonly today: Day;
}

interface Charged extends ReportDay, LastDayRule {
  readonly capFen: Fen | null;
  /** Milestones that stand and royalties with the report, each whole, before the cap. */
  readonly beforeCapFen: Fen;
}

/** What becomes of evidence when reports take back what the sales had reached: nothing was open, it waits again, it is over, it stands. */
export type EvidenceStanding =
  { readonly kind: 'none' | 'stopped' | 'stands' } | { readonly kind: 'waits'; readonly answerBy: Day };

/**
 * Evidence of the sales that was accepted stands, and so does what silence accepted: reports do not take that back. A dispute that
 * began by the last day to answer stops the days, and so does an end of the contract before it; what began later came too late.
 * To answer by 03-16, contested on 03-16 → stopped; contested on 03-17 → stands.
 */
export function evidenceStanding(
  { sent, disputedOn }: Pick<SalesMilestone, 'sent' | 'disputedOn'>,
  { closedOn, today }: ReportDay,
): EvidenceStanding {
  if (sent.some(({ outcome }) => outcome === 'accepted' || outcome === 'deemed')) return { kind: 'stands' };
  const last = sent.at(-1);
  if (last?.outcome !== null) return { kind: 'none' };
  const { answerBy } = last;
  if (disputedOn !== null && disputedOn <= answerBy) return { kind: 'stopped' };
  if (closedOn !== null && closedOn < answerBy) return { kind: 'stopped' };
  return answerBy < today ? { kind: 'stands' } : { kind: 'waits', answerBy };
}

/** Evidence was refused, and what was handed in since is for the licensee to answer: a report that adds nothing does not bring it back. */
const isRefused = ({ state, sent }: SalesMilestone): boolean =>
  state === 'rejected' || (state === 'submitted' && sent.some(({ outcome }) => outcome === 'rejected'));

/**
 * What a full report does to a milestone of sales: sales below what was agreed take it back where they had reached it, unless evidence
 * stands; sales that reach it make it due, or let a claim go on that waits in nobody's name. What was refused although the sales
 * were there, or ended with the contract, is not brought back by a report that adds nothing. Null: nothing.
 */
export function moveBySales(
  stone: SalesMilestone,
  { wasFen, soldFen }: Sales,
  day: ReportDay,
): MilestoneMove['kind'] | null {
  const { triggerFen, state } = stone;
  if (soldFen < triggerFen) {
    const wasReached = wasFen >= triggerFen || isBelowSales(stone);
    if (!wasReached || !chargedMilestoneStates.includes(state)) return null;
    return evidenceStanding(stone, day).kind === 'stands' ? null : 'taken_back';
  }
  if (isBelowSales(stone)) return 'resumed';
  if (transitionOf(milestoneMachine, state, 'reach') === undefined) return null;
  return wasFen >= triggerFen && (state === 'cancelled' || isRefused(stone)) ? null : 'reached';
}

/**
 * Which milestones of sales a report takes back, and then which it reaches, each in their order and with the sums: the platform carries this out
 * once it is handed in, and the form tells it before. All in fen.
 * Sales of 900,000.00 agreed, 950,000.00 reported before and corrected to 800,000.00: taken back.
 */
export function milestonesBySales(
  stones: readonly SalesMilestone[],
  sales: Sales,
  { capFen, beforeCapFen, restDays, calendarDays, ...day }: Charged,
): MilestoneMove[] {
  const moves = stones.map((stone) => ({ stone, kind: moveBySales(stone, sales, day) }));
  let wholeFen = beforeCapFen;
  // What is given back leaves the cap before anything new falls under it.
  const order = ['taken_back', 'resumed', 'reached'] as const;
  return order.flatMap((pass) =>
    moves.flatMap(({ stone, kind }): MilestoneMove[] => {
      if (kind !== pass) return [];
      const { position, name, triggerFen, amountFen } = stone;
      const move = { kind, position, name, triggerFen, dueOn: null };
      if (kind === 'resumed') return [{ ...move, fen: 0n }];
      const changeFen = kind === 'reached' ? amountFen : -amountFen;
      const fen = underCap(changeFen, capFen, wholeFen);
      wholeFen += changeFen;
      if (kind === 'taken_back') return [{ ...move, fen: -fen }];
      return [{ ...move, fen, dueOn: lastDayOf({ restDays, calendarDays }, addDays(day.today, stone.payWithinDays)) }];
    }),
  );
}
