import { possibleFromPpm } from './matching.ts';

interface Near {
  readonly id: string;
  /** How near the texts are, 0 to 1. */
  readonly text: number;
  /** Share of the one's key-term weight that the other holds, in ppm. */
  readonly coveragePpm: number;
  readonly terms: readonly string[];
}

/**
 * Which of some achievements are near enough to be named beside one: from where a match would be possible (20 % of the key-term
 * weight) and two key terms, the nearest first. Weaker ones are no reason to show anything.
 */
export const similarOf = <One extends Near>(candidates: readonly One[]): One[] =>
  candidates
    .filter(({ coveragePpm, terms }) => coveragePpm >= possibleFromPpm && terms.length > 1)
    .toSorted((a, b) => b.text - a.text || (a.id < b.id ? -1 : 1));
