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
  private readonly kept = new Map<string, { readonly state: Answerable; readonly answer: Answer }>();
  private size = 0;

  /** @param sizeOf what an answer takes of the room, in the unit of `room` */
  constructor(
    private readonly sizeOf: (answer: Answer) => number,
    private readonly room = 4_000,
  ) {}

  find(key: string, state: Answerable): Answer | null {
    const one = this.kept.get(key);
    if (one === undefined) return null;
    this.drop(key);
    if (!isSameState(one.state, state)) return null;
    this.keep(key, one.state, one.answer);
    return one.answer;
  }

  keep(key: string, { seq, gen, synonyms }: Answerable, answer: Answer): void {
    this.drop(key);
    this.kept.set(key, { state: { seq, gen, synonyms }, answer });
    this.size += this.sizeOf(answer);
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.room) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const one = this.kept.get(key);
    if (one === undefined) return;
    this.kept.delete(key);
    this.size -= this.sizeOf(one.answer);
  }
}
