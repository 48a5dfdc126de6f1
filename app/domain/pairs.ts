const runs = /\p{Script=Han}+|[a-z0-9α-ω]+/gu;

export interface WeighedPair {
  readonly pair: string;
  readonly weight: number;
}

/** Neighbouring characters of Chinese runs, and whole words or codes of other scripts; NFKC, lower case. */
export function pairsOf(text: string): string[] {
  const pairs: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      if (run.length > 1) pairs.push(run);
      continue;
    }
    const characters = [...run];
    for (let at = 0; at + 1 < characters.length; at += 1) pairs.push(characters[at]! + characters[at + 1]!);
  }
  return pairs;
}
