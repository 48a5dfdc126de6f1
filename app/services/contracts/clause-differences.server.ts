import { changedClauses, type ClauseKey, withClauses } from '#app/domain/contract-clauses.ts';
import type { ContractData } from '#app/domain/contract-data.ts';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type ContractParties, describeTerms } from '#app/domain/contract-text.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { VersionText } from '#app/domain/version-text.ts';
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

/** A version with the words that were kept with it. */
export interface KeptVersion {
  readonly data: ContractData;
  readonly text: VersionText;
}

export interface VersionDifference {
  readonly clauses: readonly ClauseDifference[];
  /** What reads otherwise though the terms are the same: the platform worded it anew between the two versions. */
  readonly reworded: readonly ArticleChange[];
}

/** What a version says otherwise than another, clause by clause, in the words that were kept with both. */
export function versionDifference(before: KeptVersion, after: KeptVersion): VersionDifference {
  const { licensor, licensee, achievement: subject } = after.data;
  const parties = { licensor, licensee, subject };
  const [old, now] = [termsFromJson(before.data.terms), termsFromJson(after.data.terms)];
  const clauses = clauseDifferences(old, now, parties);
  const isAsWritten =
    canonicalJson(before.text.articles) === canonicalJson(describeTerms(old, parties)) &&
    canonicalJson(after.text.articles) === canonicalJson(describeTerms(now, parties));
  if (isAsWritten) return { clauses, reworded: [] };
  // Words of today tell which articles a clause touches; what is shown is what was kept.
  const all = textDifference(before.text.articles, after.text.articles);
  const touched = (changes: readonly ArticleChange[]) =>
    all.filter(({ title }) => changes.some((change) => change.title === title));
  const shown = clauses.map(({ key, changes }) => ({ key, changes: touched(changes) }));
  return {
    clauses: shown,
    reworded: all.filter((change) => !shown.some(({ changes }) => changes.includes(change))),
  };
}
