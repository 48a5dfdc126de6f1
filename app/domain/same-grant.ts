import { canonicalJson } from './canonical-json.ts';
import { rightId } from './contract-rights.ts';
import type { PayLaterTerms } from './contract.ts';
import { givenBy } from './given-difference.ts';
import { plainTerms } from './plain-terms.ts';

/**
 * Whether what was said of terms can still be said of others (`grant_clearances`): they give the same, of the same, for the same days, and
 * the parties' own clauses, in which two markets are divided, read the same. Stricter than `givenDifference`: another first day, rights
 * that are named for the first time and any other own clause make it another promise. Price, secrecy, payment: no matter.
 */
export const givesSame = (said: PayLaterTerms, now: PayLaterTerms): boolean => promiseOf(said) === promiseOf(now);

function promiseOf(terms: PayLaterTerms): string {
  const { territory, fieldOfUse, startsOn, termYears, rights, ownClauses, ...rest } = plainTerms(terms);
  const ids = rights?.map(rightId).toSorted() ?? null;
  const given = givenBy({ ...rest, ...(rights !== undefined && { rights }) });
  return canonicalJson({
    given,
    territory,
    fieldOfUse,
    startsOn,
    termYears,
    rights: ids,
    ownClauses: ownClauses ?? [],
  });
}
