import { type Day, dayOf, laterDay } from './days.ts';

/**
 * The day from which days to pay, to deliver and to report run at the earliest: that of the last signature or seal, or the later one on
 * which the platform concluded the contract; null while it is not signed. Before the platform knew of it there was no claim, no account
 * and no form for a report: who confirms a scan late makes nobody late (design default, to be confirmed: `signing.concluded`).
 * Sealed on 2026-09-01, confirmed by both on 2026-11-01 → 2026-11-01.
 */
export const runsFrom = (contract: {
  readonly signedAt: Date | null;
  readonly concludedAt: Date | null;
}): Day | null =>
  contract.signedAt === null
    ? null
    : laterDay(dayOf(contract.signedAt), dayOf(contract.concludedAt ?? contract.signedAt));
