import type { Postings } from './postings.ts';

/** A term that is asked for: its weight, and the postings of its spellings and synonyms. */
export interface AskedTerm {
  readonly weight: number;
  readonly variants: readonly { readonly term: string; readonly lists: readonly Postings[] }[];
}

export interface Scores {
  /** Slots that hold any of the terms, in no order. */
  readonly slots: Uint32Array;
  /** By slot: sum of weight × impact, and sum of the weights found. Valid until the next call. */
  readonly score: Float32Array;
  readonly found: Float32Array;
}

/** Sums scores over postings in arrays that are kept between calls: a call is synchronous, so that none disturbs another. */
export class Scorer {
  private score = new Float32Array(0);
  private found = new Float32Array(0);
  private best = new Uint8Array(0);
  private touched = new Uint32Array(0);
  private count = 0;

  run(terms: readonly AskedTerm[], size: number): Scores {
    this.reset(size);
    for (const { weight, variants } of terms) {
      const lists = variants.flatMap((variant) => variant.lists);
      const isSingle = lists.length === 1;
      for (const { slots, impacts } of isSingle ? lists : [this.bestOf(lists)]) {
        for (let at = 0; at < slots.length; at += 1) {
          const slot = slots[at]!;
          if (this.found[slot] === 0) this.touched[this.count++] = slot;
          this.score[slot]! += (weight * impacts[at]!) / 255;
          this.found[slot]! += weight;
        }
      }
    }
    return { slots: this.touched.subarray(0, this.count), score: this.score, found: this.found };
  }

  /** A document counts once for a term and its synonyms, with the best impact. */
  private bestOf(lists: readonly Postings[]): Postings {
    const slots: number[] = [];
    for (const list of lists) {
      for (let at = 0; at < list.slots.length; at += 1) {
        const slot = list.slots[at]!;
        const impact = list.impacts[at]!;
        if (this.best[slot] === 0) slots.push(slot);
        if (impact > this.best[slot]!) this.best[slot] = impact;
      }
    }
    const impacts = Uint8Array.from(slots, (slot) => this.best[slot]!);
    for (const slot of slots) this.best[slot] = 0;
    return { slots: Uint32Array.from(slots), impacts };
  }

  private reset(size: number): void {
    for (let at = 0; at < this.count; at += 1) {
      const slot = this.touched[at]!;
      this.score[slot] = 0;
      this.found[slot] = 0;
    }
    this.count = 0;
    if (size <= this.touched.length) return;
    const room = size + (size >> 2) + 64;
    this.score = new Float32Array(room);
    this.found = new Float32Array(room);
    this.best = new Uint8Array(room);
    this.touched = new Uint32Array(room);
  }
}

export interface FoundTerm {
  readonly term: string;
  /** Index of the asked term, and what it adds to the document's score. */
  readonly asked: number;
  readonly weight: number;
}

/** For each of a few documents, the terms they hold, heaviest share first. */
export function foundTerms(terms: readonly AskedTerm[], slots: readonly number[], size: number): FoundTerm[][] {
  const places = new Int32Array(size);
  for (const [at, slot] of slots.entries()) places[slot] = at + 1;
  const found: FoundTerm[][] = slots.map(() => []);
  for (const [asked, { weight, variants }] of terms.entries()) {
    for (const { term, lists } of variants) {
      for (const list of lists) {
        for (let at = 0; at < list.slots.length; at += 1) {
          const place = places[list.slots[at]!]!;
          if (place > 0) found[place - 1]!.push({ term, asked, weight: (weight * list.impacts[at]!) / 255 });
        }
      }
    }
  }
  for (const list of found) list.sort((a, b) => b.weight - a.weight || a.asked - b.asked);
  return found;
}

/** The first `count` by the order, sorted. The order must be total. */
export function firstOf(slots: number[], count: number, order: (a: number, b: number) => number): number[] {
  if (slots.length <= count * 2) return slots.sort(order).slice(0, count);
  // A heap whose root is the worst one kept.
  const heap: number[] = [];
  const sink = (from: number) => {
    for (let at = from; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && order(heap[child]!, heap[worst]!) > 0) worst = child;
      }
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst]!, heap[at]!];
      at = worst;
    }
  };
  for (const slot of slots) {
    if (heap.length < count) {
      heap.push(slot);
      if (heap.length === count) for (let at = count >> 1; at >= 0; at -= 1) sink(at);
    } else if (order(slot, heap[0]!) < 0) {
      heap[0] = slot;
      sink(0);
    }
  }
  return heap.sort(order);
}
