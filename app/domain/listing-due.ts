import type { Day } from './days.ts';
import { confirmDueOn, type ListingState, unlistDueOn } from './listing.ts';

/** What a unit is told of in one notice: how many, which, and the day by which the first of them wants an answer. */
interface DueListing {
  readonly name: string;
  readonly state: ListingState;
  readonly confirmedOn: Day;
}

const mostNames = 3;

/** '甲、乙、丙等 18 项'; up to three are named whole. */
export function namesInShort(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join('、');
  return names.length > mostNames ? `${shown}等 ${names.length} 项` : shown;
}

/** The last day to say so: before a listing is marked, or, where it is marked already, before it is taken off. */
export const answerDueOn = ({ state, confirmedOn }: Omit<DueListing, 'name'>): Day =>
  state === 'stale' ? unlistDueOn(confirmedOn) : confirmDueOn(confirmedOn);

/** The values of the notice that asks for several at once; the first day counts. */
export const dueParams = (
  rows: readonly DueListing[],
): { readonly n: string; readonly on: Day; readonly title: string } => ({
  n: String(rows.length),
  on: rows.map(answerDueOn).toSorted()[0] ?? '',
  title: namesInShort(rows.map(({ name }) => name)),
});

/** '18 项挂牌要确认是否仍然有效，最早的一项请在 2027-02-19 前：'; null for a notice from before the day was kept. */
export function dueSentence(params: Readonly<Record<string, string>>): string | null {
  const { n, on } = params;
  if (n === undefined || on === undefined) return null;
  return n === '1' ? `挂牌要确认是否仍然有效，请在 ${on} 前：` : `${n} 项挂牌要确认是否仍然有效，最早的请在 ${on} 前：`;
}
