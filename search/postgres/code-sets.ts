/** Sets of codes that documents have, each kept once: ten thousand documents share a few hundred. */
export class CodeSets {
  readonly sets: string[][] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(codes: string[]): number {
    const key = codes.join('\n');
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.sets.length;
      this.sets.push(codes);
      this.numbers.set(key, number);
    }
    return number;
  }

  /** One flag a set: does it hold what the filter asks for? */
  passes(test: (code: string) => boolean): Uint8Array {
    return Uint8Array.from(this.sets, (codes) => (codes.some(test) ? 1 : 0));
  }

  counts(perSet: Uint32Array): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [number, codes] of this.sets.entries()) {
      const count = perSet[number] ?? 0;
      if (count > 0) for (const code of codes) counts[code] = (counts[code] ?? 0) + count;
    }
    return counts;
  }
}
