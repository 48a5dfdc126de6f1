import { type Day, diffDays, isDay } from './days.ts';
import type { FieldFault } from './errors.ts';
import { type Fen, formatYuan } from './money.ts';

/** Days in which the payee's finance should look for a transfer on its bank statement: a rule of this platform. */
export const confirmWithinDays = 3;

/** The largest sum that one slip may name, 100 亿元: above it somebody has typed the account number. */
export const largestTransferFen: Fen = 1_000_000_000_000n;

/**
 * Most calendar days between the day on a slip and the day of the bank's line that confirms it, either way (design default, to be
 * confirmed: `slip-days`): a transfer over holidays is booked later, a payer who writes the day of his upload has it booked earlier.
 */
export const mostDaysFromSlip = 10;

/** A bank slip as a form has it; what could not be read is left out. */
export interface Slip {
  readonly amountFen?: Fen | undefined;
  readonly bankSerial?: string | undefined;
  readonly paidOn?: Day | undefined;
}

/** What a slip is judged by. */
export interface SlipFacts {
  readonly today: Day;
  /** The first day on which money could have moved, and what happened then. */
  readonly notBefore: Day;
  readonly notBeforeWords: string;
  /** Another live slip of the same receiver has this serial. */
  readonly isSerialUsed: boolean;
}

/** What is wrong with a slip's date, amount and serial, each beside its field. Dates are business days in Shanghai. */
export function slipFaults({ amountFen, bankSerial, paidOn }: Slip, facts: SlipFacts): FieldFault[] {
  const faults: FieldFault[] = [];
  if (amountFen !== undefined && amountFen <= 0n) faults.push({ field: 'amount', says: '请填大于 0 的金额。' });
  if (amountFen !== undefined && amountFen > largestTransferFen) {
    faults.push({ field: 'amount', says: `金额超过 ${formatYuan(largestTransferFen)}，请检查是否填错。` });
  }
  if (bankSerial !== undefined && facts.isSerialUsed) {
    faults.push({ field: 'bankSerial', says: '这个流水号已经登记过，一张回单只能用一次。' });
  }
  if (paidOn !== undefined && !isDay(paidOn)) faults.push({ field: 'paidOn', says: '请填付款日期，例如 2026-11-21' });
  else if (paidOn !== undefined && paidOn > facts.today) {
    faults.push({ field: 'paidOn', says: '付款日期不能晚于今天。' });
  } else if (paidOn !== undefined && paidOn < facts.notBefore) {
    faults.push({ field: 'paidOn', says: `付款日期不能早于${facts.notBeforeWords} ${facts.notBefore}。` });
  }
  return faults;
}

export interface TransferFacts extends SlipFacts {
  /** Open on the claim and not yet said to be under way. */
  readonly payableFen: Fen;
}

/**
 * What is wrong with a transfer that the payer reports. More than is open on the claim is taken only when the payer says
 * that the excess is meant as an advance (预付款): the payee keeps it, it is not income and is not shared.
 * 350,000.00 on a claim of which 300,000.00 is open: refused, unless `isAdvance`.
 */
export function transferFaults(transfer: Slip & { readonly isAdvance: boolean }, facts: TransferFacts): FieldFault[] {
  const faults = slipFaults(transfer, facts);
  const { amountFen, isAdvance } = transfer;
  const { payableFen } = facts;
  if (amountFen !== undefined && amountFen > payableFen && !isAdvance && !faults.some(isAboutAmount)) {
    const excess = formatYuan(amountFen - payableFen);
    const says = `比还要付的 ${formatYuan(payableFen)} 多 ${excess}。请检查金额；确实多付了，请勾选「多付，作为预付款」。`;
    faults.unshift({ field: 'amount', says });
  }
  return faults;
}

const isAboutAmount = (fault: FieldFault): boolean => fault.field === 'amount';

/**
 * Why a bank's line does not confirm a slip of the same sum: their days are too far apart, and interest counts from the slip's. Null
 * where it does. Slip of 2026-11-05: a line of 2026-11-15 confirms it, one of 2026-11-16 does not.
 */
export function slipLineFault(paidOn: Day, bookedOn: Day): string | null {
  const days = Math.abs(diffDays(paidOn, bookedOn));
  return days <= mostDaysFromSlip
    ? null
    : `回单写的付款日是 ${paidOn}，流水是 ${bookedOn}，相差 ${days} 天。请先退回回单，再按流水登记。`;
}
