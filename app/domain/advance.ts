import type { FieldFault } from './errors.ts';
import { type Fen, formatYuan } from './money.ts';

/** How a part of a receipt came to settle a claim, or no longer does. */
export const allocationKinds = ['arrived', 'placed', 'taken_back'] as const;
export type AllocationKind = (typeof allocationKinds)[number];

/** What an advance is put on, and what of it is there. In fen. */
export interface PlacementFacts {
  /** What of the receipt settles nothing and did not go back. */
  readonly advanceFen: Fen;
  /** Open on the claim and not said to be under way. */
  readonly payableFen: Fen;
  /** Its payer contests the claim: it is left alone until that is over. */
  readonly isContested: boolean;
}

/** The most of an advance that can be put on a claim: no more than either has. 50,000.00 on a claim of 30,000.00 → 30,000.00. */
export const placeableFen = ({ advanceFen, payableFen, isContested }: PlacementFacts): Fen => {
  const least = advanceFen < payableFen ? advanceFen : payableFen;
  return isContested || least < 0n ? 0n : least;
};

/**
 * What is wrong with putting so much of an advance (预收款) on an open claim of the same contract between the same two. It counts as paid
 * from the day on which the money was paid, and of a claim that arose later from its first day: the payee had the money all the time
 * (design default, to be confirmed: `advance.day`). Advance 50,000.00, open 30,000.00: 30,000.01 is refused.
 */
export function placementFaults(amountFen: Fen, facts: PlacementFacts): FieldFault[] {
  const { advanceFen, payableFen, isContested } = facts;
  if (isContested) {
    return [{ field: 'obligationId', says: '付款方对这笔款有争议，争议了结以前不能用预收款抵。' }];
  }
  if (amountFen <= 0n) return [{ field: 'amount', says: '请填大于 0 的金额。' }];
  if (amountFen > advanceFen) return [{ field: 'amount', says: `这张收款单的预收款还有 ${formatYuan(advanceFen)}。` }];
  if (amountFen > payableFen) {
    return [{ field: 'amount', says: `这笔款还要收 ${formatYuan(payableFen > 0n ? payableFen : 0n)}，抵不了这么多。` }];
  }
  return [];
}

interface Allocated {
  readonly id: string;
  readonly kind: AllocationKind;
  readonly obligationId: string;
  readonly amountFen: Fen;
  readonly causeId: string | null;
}

/** What was put on claims out of an advance and stands: nobody took it back. */
export function standingPlacements<Row extends Allocated>(rows: readonly Row[]): Row[] {
  const takenBack = new Set(rows.map(({ causeId }) => causeId));
  return rows.filter(({ id, kind }) => kind === 'placed' && !takenBack.has(id));
}
