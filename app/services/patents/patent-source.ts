import type { Day } from '#app/domain/days.ts';
import type { PatentFacts } from '#app/domain/patent.ts';

/** What a source answered: facts, and what of it could not be read. */
export interface PatentAnswer {
  readonly facts: readonly PatentFacts[];
  /** Patents or lines that were looked at. */
  readonly looked: number;
  readonly faults: readonly { readonly rowNo: number; readonly says: string }[];
}

/**
 * A patent data service: the national one behind an account, a commercial one, or a file that somebody exported from either.
 * A service of numbers answers what it is asked for; a file answers all that stands in it.
 */
export interface PatentSource {
  /** Whose data it is, as pages name it. */
  readonly name: string;
  /** The day of which its answers tell. */
  readonly asOf: Day;
  find(numbers: readonly string[]): Promise<PatentAnswer>;
}
