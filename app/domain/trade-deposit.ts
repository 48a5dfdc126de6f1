import { type Day, dayOf, type WorkCalendar } from './days.ts';
import { returnDepositBy } from './sale-days.ts';
import type { TradeApplicationState, TradeState } from './trade.ts';

/** How a deposit (保证金) ends: given back, set off against the price, or kept by the notice's own terms. */
export const depositEnds = ['return', 'apply', 'forfeit'] as const;
export type DepositEnd = (typeof depositEnds)[number];
export const depositEndLabels: Readonly<Record<DepositEnd, string>> = {
  return: '退还',
  apply: '抵作价款',
  forfeit: '按公告不退',
};

export interface DepositFacts {
  readonly state: TradeApplicationState;
  /** What the applicant says it paid. */
  readonly paidOn: Day | null;
  /** What the unit found on its account. */
  readonly depositOn: Day | null;
  readonly depositReturnedOn: Day | null;
  readonly depositAppliedOn: Day | null;
  readonly depositForfeitedOn: Day | null;
}

/**
 * Where a deposit stands. `claimed`: the applicant says it paid and the unit has not found it. `held`: on the unit's account,
 * rightly. `due`: on the unit's account with nothing left to secure, to be given back. `winner`: of the one who won, whose
 * deposit waits for the contract, here or elsewhere. `fallen`: of the one whose sale was undone, to be given back or kept by the notice.
 */
export type DepositStand = 'none' | 'claimed' | 'held' | 'due' | 'winner' | 'fallen' | 'ended';

interface InTrade {
  readonly trade: TradeState;
  readonly isWinner: boolean;
}

/** Money that is on the account of the unit has exactly one of `held`, `due`, `winner`, `fallen`; what ended has one end. */
export function depositStand(facts: DepositFacts, { trade, isWinner }: InTrade): DepositStand {
  if (facts.depositReturnedOn ?? facts.depositAppliedOn ?? facts.depositForfeitedOn) return 'ended';
  if (facts.depositOn === null) return facts.paidOn === null ? 'none' : 'claimed';
  if (facts.state === 'withdrawn' || facts.state === 'refused') return 'due';
  // Whom nobody let in before bidding began has nothing to secure.
  if (trade === 'announced' || (trade === 'bidding' && facts.state === 'qualified')) return 'held';
  if (isWinner && (trade === 'concluded' || trade === 'performed')) return 'winner';
  if (isWinner && trade === 'dissolved') return 'fallen';
  // The winner's stays while its result can still be objected to.
  return isWinner && trade === 'noticed' ? 'held' : 'due';
}

/**
 * Ends that are open to a deposit as it stands: while the winner's sale stands it is given back or set off; kept only once that sale was
 * undone, which takes a paper and a second person.
 */
export const endsOf = (stand: DepositStand): readonly DepositEnd[] => openEnds[stand] ?? [];

const openEnds: Partial<Record<DepositStand, readonly DepositEnd[]>> = {
  winner: ['return', 'apply'],
  fallen: ['return', 'forfeit'],
  due: ['return'],
};

/** How and when a deposit ended; null while it has not. */
export function endOfDeposit(
  facts: Pick<DepositFacts, 'depositReturnedOn' | 'depositAppliedOn' | 'depositForfeitedOn'>,
): { readonly way: DepositEnd; readonly on: Day } | null {
  if (facts.depositReturnedOn !== null) return { way: 'return', on: facts.depositReturnedOn };
  if (facts.depositAppliedOn !== null) return { way: 'apply', on: facts.depositAppliedOn };
  return facts.depositForfeitedOn === null ? null : { way: 'forfeit', on: facts.depositForfeitedOn };
}

export type SetOffFault = 'unsigned' | 'other' | 'early';

/**
 * Why a deposit cannot be set off (Civil Code art. 587: 抵作价款) on this day in the contract of this number; null: it can. `contracts`:
 * those that the buyer signed for what was sold. A number that is none of theirs → 'other'; none signed yet → 'unsigned'; a day before
 * that contract was signed → 'early'.
 */
export function setOffFault(
  contracts: readonly { readonly no: string; readonly signedOn: Day }[],
  { no, on }: { readonly no: string; readonly on: Day },
): SetOffFault | null {
  if (contracts.length === 0) return 'unsigned';
  const found = contracts.find((one) => one.no === no);
  if (found === undefined) return 'other';
  return on < found.signedOn ? 'early' : null;
}

interface OfTrade {
  readonly trade: { readonly state: TradeState; readonly winnerId: string | null; readonly endedAt: Date | null };
  readonly application: DepositFacts & { readonly id: string };
}

/**
 * By when a deposit that secures nothing more goes back; null of any other, and while its trade runs. Ended on Monday 2026-11-23 →
 * 2026-11-30.
 */
export function depositReturnBy({ trade, application }: OfTrade, calendar: WorkCalendar): Day | null {
  const isWinner = trade.winnerId === application.id;
  if (depositStand(application, { trade: trade.state, isWinner }) !== 'due') return null;
  if (trade.endedAt === null || application.depositOn === null) return null;
  return returnDepositBy({ endedOn: dayOf(trade.endedAt), depositOn: application.depositOn }, calendar);
}
