import type { Day } from '#app/domain/days.ts';
import type { RoyaltyTerms } from '#app/domain/contract.ts';
import type { RoyaltyStatementState, StatementBasis, StatementLine } from '#app/domain/royalty-statement.ts';
import type { StatementAnswer } from '#app/domain/statement-query.ts';

/** The royalty account of a contract as its parties see it. */
export interface AccountShown {
  readonly royalty: RoyaltyTerms;
  readonly next: {
    readonly key: string;
    readonly label: string;
    readonly startOn: string;
    readonly endOn: string;
  } | null;
  /** What the royalties wait for before any period runs. */
  readonly start: {
    readonly awaits: 'first_sale' | 'milestone' | 'delivery';
    readonly milestone: number | null;
    /** No royalty awaits delivery any more. */
    readonly isDelivered: boolean;
    readonly maySay: boolean;
  } | null;
  readonly versionN: number;
  readonly chargedFen: bigint;
  readonly paidFen: bigint;
  readonly creditFen: bigint;
  readonly dueOn: string | null;
  readonly hasEnded: boolean;
  /** After an end: until when revenue counts, and which periods are left. */
  readonly owedWords: string | null;
  /** Days since the last day to report; 0 in time. */
  readonly lateDays: number;
  readonly isOpen: boolean;
  /** The last day to correct a report; null while the contract runs. */
  readonly correctUntil: string | null;
  readonly isLicensee: boolean;
}

interface EarlierReport {
  readonly id: string;
  readonly period: string;
  readonly filedAt: Date;
  readonly grossFen: bigint;
  readonly baseFen: bigint;
  readonly note: string;
}

/** A period with the report that counts, and those before it. */
export interface StatementShown extends EarlierReport {
  readonly basis: StatementBasis;
  readonly state: RoyaltyStatementState;
  readonly lines: readonly StatementLine[];
  readonly deductions: readonly { readonly name: string; readonly amountFen: string }[];
  /** What the period is charged by the report that counts. */
  readonly chargedFen: bigint;
  /** Of that, raised by reports of other periods. */
  readonly raisedByOthersFen: bigint;
  /** What corrections took back of it, as credits. */
  readonly takenBackFen: bigint;
  /** Of that, by corrections of other periods. */
  readonly byOthersFen: bigint;
  /** Of what was taken back, by ends of rights. */
  readonly lapsedFen: bigint;
  /** Of what it is charged, what restorations of rights charged anew, each a claim of its own. */
  readonly restoredFen: bigint;
  readonly paidFen: bigint;
  readonly creditedFen: bigint;
  readonly outstandingFen: bigint;
  /** Of what was taken back of it, what paid other claims. */
  readonly elsewhere: readonly { readonly id: string; readonly label: string; readonly fen: bigint }[];
  readonly isOpen: boolean;
  readonly capReached: boolean;
  readonly acceptedAt: Date | null;
  /** The last day to ask about it; null once it is accepted. */
  readonly askUntil: Day | null;
  readonly claim: { readonly id: string } | null;
  readonly earlier: readonly EarlierReport[];
}

export interface ClaimLine {
  readonly id: string;
  readonly label: string;
  readonly amountFen: bigint;
  readonly outstandingFen: bigint;
  readonly creditedFen: bigint;
}

/** A question about a report. */
export interface QueryShown {
  readonly id: string;
  readonly statementId: string;
  readonly period: string;
  readonly line: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly answer: StatementAnswer | null;
  readonly reply: string | null;
  readonly fileId: string | null;
  readonly answeredAt: Date | null;
  readonly asker: string;
  readonly answerer: string;
}
