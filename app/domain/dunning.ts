import { addDays, type Day } from './days.ts';
import type { Fen } from './money.ts';

/** From so many days before a claim is due its payee is reminded of it, and may remind the payer: a rule of this platform. */
export const dunBeforeDays = 7;

/** The last due day that is overdue or due soon on a day. */
export const dunDueUntil = (today: Day): Day => addDays(today, dunBeforeDays);

/** True when the payee may remind the payer: something is open and not under way, and it is overdue or due within a week. */
export const isDunnable = (claim: { readonly dueOn: Day; readonly payableFen: Fen }, today: Day): boolean =>
  claim.payableFen > 0n && claim.dueOn <= dunDueUntil(today);
