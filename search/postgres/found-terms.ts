import type { AskedTerm } from './scoring.ts';

export interface FoundTerm {
  readonly term: string;
  /** Index of the asked term, and what it adds to the document's score. */
  readonly asked: number;
  readonly weight: number;
}

let places = new Int32Array(0);
/** A small table that says of most documents that they are none of the few: it fits the processor's cache. */
const maybe = new Uint8Array(65_536);

/** For each of a few documents, the terms they hold, heaviest share first. */
export function foundTerms(terms: readonly AskedTerm[], slots: readonly number[], size: number): FoundTerm[][] {
  if (places.length < size) places = new Int32Array(size + (size >> 2));
  for (const [at, slot] of slots.entries()) {
    places[slot] = at + 1;
    maybe[slot & 65_535] = 1;
  }
  const found: FoundTerm[][] = slots.map(() => []);
  for (const [asked, { weight, variants }] of terms.entries()) {
    for (const { term, lists } of variants) {
      for (const list of lists) {
        const numbers = list.slots;
        for (let at = 0; at < numbers.length; at += 1) {
          if (maybe[numbers[at]! & 65_535] === 0) continue;
          const place = places[numbers[at]!]!;
          if (place > 0) insert(found[place - 1]!, { term, asked, weight: (weight * list.impacts[at]!) / 255 });
        }
      }
    }
  }
  for (const slot of slots) {
    places[slot] = 0;
    maybe[slot & 65_535] = 0;
  }
  return found;
}

/** Lists are short and terms come in the order asked for: among equals the later one stands behind. */
function insert(list: FoundTerm[], one: FoundTerm): void {
  let at = list.push(one) - 1;
  for (; at > 0 && list[at - 1]!.weight < one.weight; at -= 1) list[at] = list[at - 1]!;
  list[at] = one;
}
