import { LRUCache } from 'lru-cache';

/** What an answer depends on beside the question. */
export interface Answerable {
  readonly seq: number;
  readonly gen: number;
  readonly synonyms: number | null;
}

export const isSameState = (a: Answerable, b: Answerable): boolean =>
  a.seq === b.seq && a.gen === b.gen && a.synonyms === b.synonyms;

/** Whole answers, the last ones asked for, valid for the state of the index that they were found in alone. */
export class KeptAnswers<Answer> {
  private readonly kept: LRUCache<string, { readonly state: Answerable; readonly answer: Answer }>;

  /** @param sizeOf what an answer takes of the room, in the unit of `room` */
  constructor(sizeOf: (answer: Answer) => number, room = 4_000) {
    this.kept = new LRUCache({ maxSize: room, sizeCalculation: ({ answer }) => sizeOf(answer) });
  }

  find(key: string, state: Answerable): Answer | null {
    const one = this.kept.get(key);
    if (one === undefined) return null;
    if (isSameState(one.state, state)) return one.answer;
    this.kept.delete(key);
    return null;
  }

  keep(key: string, { seq, gen, synonyms }: Answerable, answer: Answer): void {
    this.kept.set(key, { state: { seq, gen, synonyms }, answer });
  }
}
