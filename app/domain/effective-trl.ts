/** Whose word a shown readiness level is. */
export const trlBases = ['self', 'confirmed', 'third_party'] as const;
export type TrlBasis = (typeof trlBases)[number];
export const trlBasisLabels: Readonly<Record<TrlBasis, string>> = {
  self: '自评',
  confirmed: '自评，经核对',
  third_party: '第三方评定',
};

/** Where an assessment comes from: the unit's own answers level by level, or somebody else's report. */
export const trlSources = ['self', 'third_party'] as const;
export type TrlSource = (typeof trlSources)[number];

export interface ShownTrl {
  readonly level: number | null;
  /** Null where there is no level. */
  readonly basis: TrlBasis | null;
}

/**
 * The one readiness level of a record, wherever it is shown, searched, sorted or asked for: the confirmed one where somebody else
 * than its author confirmed an assessment, else what the unit claims, which is its own word whatever it calls it (domain of the
 * record, 2.1: a self-assessed value is shown as such). Claimed 7 as 第三方评定, nothing confirmed → 7, self. Claimed 7, 5 confirmed
 * → 5, confirmed. Claimed nothing, a third party's 6 confirmed → 6, third_party.
 */
export function effectiveTrl(
  claimed: number | null,
  confirmed: { readonly level: number; readonly source: TrlSource } | null,
): ShownTrl {
  if (confirmed !== null) {
    return { level: confirmed.level, basis: confirmed.source === 'third_party' ? 'third_party' : 'confirmed' };
  }
  return { level: claimed, basis: claimed === null ? null : 'self' };
}
