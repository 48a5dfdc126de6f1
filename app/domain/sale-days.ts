import { addDays, addWorkingDays, type Day, laterDay, type WorkCalendar } from './days.ts';

/**
 * Calendar days after a sale in public within which its contract is signed, where nobody agreed on others: to be confirmed,
 * `trade.sign_by`.
 */
export const signSaleWithinDays = 30;

/**
 * Working days after the end of a trade within which deposits that secure nothing more go back: to be confirmed, `trade.deposit_return`.
 */
export const returnDepositWithinDays = 5;

/** The last day on which the contract of a sale is signed in time. Sold 2026-11-23 → 2026-12-23. */
export const signSaleBy = (soldOn: Day): Day => addDays(soldOn, signSaleWithinDays);

/**
 * The last day on which a deposit that secures nothing more is given back in time: counted from the end of the trade, or from the day on
 * which it arrived where that was later. Ended on Monday 2026-11-23 → Monday 2026-11-30.
 */
export const returnDepositBy = (
  { endedOn, depositOn }: { readonly endedOn: Day; readonly depositOn: Day },
  calendar: WorkCalendar,
): Day => addWorkingDays(laterDay(endedOn, depositOn), returnDepositWithinDays, calendar).day;
