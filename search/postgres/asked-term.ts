import { Overtaken } from '../overtaken.ts';
import { joined, type Postings, together } from '../postings.ts';
import type { Spelling } from '../synonym-table.ts';
import type { AskedTerm } from './scoring.ts';

/** A row that is gone was changed, removed or numbered anew since the state was read. */
export function mustHaveAll(rows: ReadonlyMap<number, unknown>, slots: readonly number[], mayMiss: boolean): void {
  if (rows.size < slots.length && !mayMiss) throw new Overtaken();
}

/** A term with the lists of its spellings; one of several words stands where all of them do. */
export const askedTerm = (
  weight: number,
  spellings: readonly Spelling[],
  listsOf: (term: string) => Postings[],
): AskedTerm => ({
  weight,
  variants: spellings.map((spelling) => ({
    term: spelling.join(''),
    lists: spelling.length === 1 ? listsOf(spelling[0]!) : [together(spelling.map((term) => joined(listsOf(term))))],
  })),
});
