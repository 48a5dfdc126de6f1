/** A solver's proposal (揭榜书). Amounts are fen as decimal strings. */
export interface ProposalData {
  readonly plan: string;
  readonly route: string;
  readonly team: string;
  readonly ip: string;
  readonly milestones: readonly ProposalMilestone[];
  readonly budgetFen: string;
}

export interface ProposalMilestone {
  readonly name: string;
  readonly dueOn: string;
  readonly target: string;
}

export const maxProposalMilestones = 6;
