/** What a person searches for, in the shape that a newly published record is held against. */
export interface SavedQuery {
  readonly schemaVersion: 1;
  /** As typed. */
  readonly words: string;
  /** Key terms of the words with their share of the weight, heaviest first. */
  readonly terms: readonly { readonly term: string; readonly sharePpm: number }[];
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regions: readonly string[];
  readonly modes: readonly string[];
  readonly trlFrom: number | null;
  readonly trlTo: number | null;
  readonly payLater: boolean;
}
