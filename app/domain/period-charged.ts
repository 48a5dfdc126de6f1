import type { Fen } from './money.ts';

/** A report as it was booked. */
export interface BookedReport {
  readonly id: string;
  readonly period: string;
  /** Raised as a claim by this report alone. */
  readonly dueFen: Fen;
}

/** What a period is charged, all its reports together. */
export interface PeriodCharged {
  /** By the report that counts: all that its reports raised, less what they took back. */
  readonly chargedFen: Fen;
  /** What corrections took back, as credits. */
  readonly takenBackFen: Fen;
}

/**
 * What the reports of one period charge together: every report raises or takes back only its difference from those before it, so the
 * sum over all periods is what was raised for royalties less its credits. 25,000.00 raised, corrected to 10,500.00 → 10,500.00
 * charged, 14,500.00 taken back. `takenBack`: the royalties' credits by the report that made them, in fen.
 */
export function periodCharged(
  reports: readonly BookedReport[],
  period: string,
  takenBack: ReadonlyMap<string, Fen>,
): PeriodCharged {
  const own = reports.filter((report) => report.period === period);
  const takenBackFen = own.reduce((sum, { id }) => sum + (takenBack.get(id) ?? 0n), 0n);
  return { chargedFen: own.reduce((sum, { dueFen }) => sum + dueFen, -takenBackFen), takenBackFen };
}
