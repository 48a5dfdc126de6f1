import { changedClauses, type ClauseKey, withClauses } from '#app/domain/contract-clauses.ts';
import { type ContractParties, describeTerms } from '#app/domain/contract-text.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type ArticleChange, textDifference } from './text-difference.server.ts';

export interface ClauseDifference {
  readonly key: ClauseKey;
  readonly changes: readonly ArticleChange[];
}

/** What each changed clause, by itself, makes the text say otherwise: so that one can be taken and another left. */
export function clauseDifferences(
  before: PayLaterTerms,
  after: PayLaterTerms,
  parties: ContractParties,
): readonly ClauseDifference[] {
  const old = describeTerms(before, parties);
  return changedClauses(before, after).map((key) => ({
    key,
    changes: textDifference(old, describeTerms(withClauses(before, after, [key]), parties)),
  }));
}
