import { addDays, type Day } from './days.ts';
import type { Fen } from './money.ts';

/** From so many days before a claim is due its payee is reminded of it, and may remind the payer: a rule of this platform. */
export const dunBeforeDays = 7;

/** The last due day that is overdue or due soon on a day. */
export const dunDueUntil = (today: Day): Day => addDays(today, dunBeforeDays);

/** A claim as far as reminding of it depends on it, in fen. */
export interface DunnableClaim {
  readonly dueOn: Day;
  /** Open and not under way. */
  readonly payableFen: Fen;
  /** What of it left the payee's book; 0 to everybody but the payee. */
  readonly writtenOffFen: Fen;
  /** Its payer contests it: its clock stands still. */
  readonly isContested: boolean;
}

/**
 * True when the payee may remind the payer: something is open, not under way and still in the payee's book, and it is overdue or
 * due within a week. What is written off was pressed for before it was (政府会计制度, account 1212) and is not pressed for again; of a
 * claim written off in part the rest counts. A contested one is not late, and nobody presses for it.
 */
export const isDunnable = (claim: DunnableClaim, today: Day): boolean =>
  !claim.isContested && claim.payableFen > claim.writtenOffFen && claim.dueOn <= dunDueUntil(today);
