import type { ContractDeed, ContractSide } from '#app/domain/contract-deeds.ts';
import type { MilestoneTerms } from '#app/domain/contract.ts';
import type { MilestoneState, SubmissionOutcome } from '#app/domain/milestone.ts';
import type { Fen } from '#app/domain/money.ts';

/** A milestone as the contract's page shows it, with what this reader may do. */
export interface MilestoneLine {
  readonly id: string;
  readonly position: number;
  readonly name: string;
  readonly amountFen: Fen;
  readonly state: MilestoneState;
  readonly payWithinDays: number;
  readonly acceptWithinDays: number;
  readonly acceptDueAt: Date | null;
  readonly disputeReason: string | null;
  readonly disputedSide: ContractSide | null;
  readonly terms: MilestoneTerms | null;
  /** Of a milestone of sales: what the reports that are no estimates say was sold so far; null of others. */
  readonly soldFen: Fen | null;
  /** What corrected sales took back of it, for the parties' own eyes. */
  readonly takenBack: readonly { readonly id: string; readonly amountFen: Fen; readonly at: Date }[];
  readonly deeds: readonly ContractDeed[];
  readonly submissions: readonly {
    readonly n: number;
    readonly note: string;
    readonly submittedAt: Date;
    readonly outcome: SubmissionOutcome | null;
    readonly reason: string | null;
    readonly decidedAt: Date | null;
    readonly file: { readonly id: string; readonly name: string; readonly sha256: string; readonly bytes: number };
    readonly by: string;
  }[];
}
