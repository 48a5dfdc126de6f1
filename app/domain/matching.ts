/** Verdict on one factor: how what is offered answers what is wanted. `unknown` is shown as 未填写 and does not count. */
export type MatchVerdict = 'meets' | 'near' | 'fails' | 'unknown';

export const matchFactors = ['field', 'trl', 'price', 'region', 'mode', 'ip'] as const;
export type MatchFactor = (typeof matchFactors)[number];

/** Why a match stands where it stands, as stored and shown. Codes and numbers; the page makes the words. */
export interface MatchReasons {
  readonly schemaVersion: 1;
  /** Shared key terms, heaviest first, with the share each has of the demand's whole weight. */
  readonly terms: readonly { readonly term: string; readonly sharePpm: number }[];
  /** Share of the demand's key-term weight that the achievement holds. */
  readonly coveragePpm: number;
  /** Key terms of the demand that this achievement lacks, heaviest first. */
  readonly missingTerms: readonly string[];
  readonly factors: readonly MatchFactorLine[];
  /** The two parts of the score: text × (.7 + .3 fit); fit is null when no factor is known. */
  readonly textPpm: number;
  readonly fitPpm: number | null;
}

export interface MatchFactorLine {
  readonly factor: MatchFactor;
  readonly verdict: MatchVerdict;
  /** Codes joined by a comma, levels as `4-6`, fen as `min-max`; empty where nothing was said. */
  readonly wanted: string;
  readonly offered: string;
  /** How well the factor is met; null when unknown. */
  readonly fitPpm: number | null;
}
