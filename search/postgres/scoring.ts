import type { Postings } from '../postings.ts';
import { firstOf, likelyOfAll } from './first-of.ts';

/** A term that is asked for: its weight, and the postings of its spellings and synonyms. */
export interface AskedTerm {
  readonly weight: number;
  readonly variants: readonly { readonly term: string; readonly lists: readonly Postings[] }[];
}

export interface Scores {
  /** Slots that hold enough of the terms that decide, in no order. All of these are valid until the next call. */
  readonly slots: Uint32Array;
  /** Where they stand, with room for all documents. */
  readonly room: Uint32Array;
  /** By slot: sum of weight × impact, and sum of the weights found. */
  readonly score: Float32Array;
  readonly found: Float32Array;
}

/** Sums scores over postings in arrays that are kept between calls: a call is synchronous, so that none disturbs another. */
export class Scorer {
  private score = new Float32Array(0);
  private found = new Float32Array(0);
  private best = new Uint8Array(0);
  private touched = new Uint32Array(0);
  private decided = new Uint32Array(0);
  private count = 0;

  /** @param deciding the first so many terms decide what is found: what holds the least weight of them */
  run(terms: readonly AskedTerm[], size: number, deciding: { readonly count: number; readonly least: number }): Scores {
    this.reset(size);
    this.addAll(terms.slice(0, deciding.count));
    const { score, found, touched, decided } = this;
    let kept = 0;
    for (let at = 0; at < this.count; at += 1) {
      const slot = touched[at]!;
      if (found[slot]! >= deciding.least) decided[kept++] = slot;
    }
    this.addAll(terms.slice(deciding.count));
    return { slots: decided.subarray(0, kept), room: decided, score, found };
  }

  private addAll(terms: readonly AskedTerm[]): void {
    for (const { weight, variants } of terms) {
      const spoken = variants.filter(({ lists }) => lists.length > 0);
      // The lists of one spelling share no document.
      const lists = spoken.length < 2 ? (spoken[0]?.lists ?? []) : [this.bestOf(spoken.flatMap((one) => one.lists))];
      for (const list of lists) this.add(list, weight);
    }
  }

  /**
   * The first `count` documents by score alone, for long texts whose terms many documents hold: one array is written by
   * the lists and then read in its own order, which at a million documents costs a fraction of following the lists.
   */
  top(
    terms: readonly AskedTerm[],
    size: number,
    alive: Uint8Array,
    count: number,
    orderBy: (score: Float32Array) => (a: number, b: number) => number,
  ): { readonly slots: number[]; readonly scores: ReadonlyMap<number, number> } {
    this.reset(size);
    const { score } = this;
    for (const { weight, variants } of terms) {
      const spelled = variants.filter(({ lists }) => lists.length > 0);
      const lists = spelled.length < 2 ? (spelled[0]?.lists ?? []) : [this.bestOf(spelled.flatMap((one) => one.lists))];
      const unit = weight / 255;
      for (const { slots, impacts } of lists) {
        for (let at = 0; at < slots.length; at += 1) score[slots[at]!]! += unit * impacts[at]!;
      }
    }
    const slots = firstOf(likelyOfAll(size, count, score, alive), count, orderBy(score));
    const scores = new Map(slots.map((slot) => [slot, score[slot]!]));
    score.fill(0);
    return { slots, scores };
  }

  private add({ slots, impacts }: Postings, weight: number): void {
    const { score, found, touched } = this;
    const unit = weight / 255;
    let count = this.count;
    for (let at = 0; at < slots.length; at += 1) {
      const slot = slots[at]!;
      if (found[slot] === 0) touched[count++] = slot;
      score[slot]! += unit * impacts[at]!;
      found[slot]! += weight;
    }
    this.count = count;
  }

  /** A document counts once for a term and its synonyms, with the best impact. */
  private bestOf(lists: readonly Postings[]): Postings {
    const slots = new Uint32Array(lists.reduce((sum, list) => sum + list.slots.length, 0));
    let count = 0;
    for (const list of lists) {
      for (let at = 0; at < list.slots.length; at += 1) {
        const slot = list.slots[at]!;
        const impact = list.impacts[at]!;
        if (this.best[slot] === 0) slots[count++] = slot;
        if (impact > this.best[slot]!) this.best[slot] = impact;
      }
    }
    const impacts = new Uint8Array(count);
    for (let at = 0; at < count; at += 1) {
      const slot = slots[at]!;
      impacts[at] = this.best[slot]!;
      this.best[slot] = 0;
    }
    return { slots: slots.subarray(0, count), impacts };
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
    this.decided = new Uint32Array(room);
  }
}
