/**
 * Whose word a shown readiness level is: the unit's own, its own with the evidence checked by somebody else, an outside report's as
 * its unit states it, or the evaluator's that issued its report on the platform and stated the level in it.
 */
export const trlBases = ['self', 'confirmed', 'reported', 'third_party'] as const;
export type TrlBasis = (typeof trlBases)[number];
export const trlBasisLabels: Readonly<Record<TrlBasis, string>> = {
  self: '自评',
  confirmed: '自评，经核对',
  reported: '第三方报告，单位填报',
  third_party: '第三方评定',
};

/** Where an assessment comes from: the unit's own answers level by level, or somebody else's report. */
export const trlSources = ['self', 'third_party'] as const;
export type TrlSource = (typeof trlSources)[number];

/** The confirmed assessment of a record. */
export interface ConfirmedTrl {
  readonly level: number;
  readonly source: TrlSource;
  /** The evaluation issued on the platform whose report states the level; null for the unit's own and for an outside report. */
  readonly evaluationId: string | null;
}

export interface ShownTrl {
  readonly level: number | null;
  /** Null where there is no level. */
  readonly basis: TrlBasis | null;
}

/** Whose word a confirmed level is. */
export const confirmedBasis = ({ source, evaluationId }: Omit<ConfirmedTrl, 'level'>): TrlBasis =>
  source === 'self' ? 'confirmed' : evaluationId === null ? 'reported' : 'third_party';

/**
 * What a reviewer is told beside a level that the form claims as a third party's; null where it claims none. Claimed 8 as 第三方评定,
 * nothing confirmed → '“第三方评定 TRL 8”是单位填的，平台上没有核对过的评定，公开页按自评显示。'
 */
export function claimWords(
  { trl, trlBasis }: { readonly trl: number | null; readonly trlBasis: 'self' | 'third_party' | null },
  confirmed: ConfirmedTrl | null,
): string | null {
  if (trl === null || trlBasis !== 'third_party') return null;
  const claim = `“第三方评定 TRL ${trl}”是单位填的`;
  return confirmed === null
    ? `${claim}，平台上没有核对过的评定，公开页按自评显示。`
    : `${claim}；核对过的是 TRL ${confirmed.level}（${trlBasisLabels[confirmedBasis(confirmed)]}），公开页以它为准。`;
}

/**
 * The one readiness level of a record, wherever it is shown, searched, sorted or asked for: the confirmed one where somebody else
 * than its author confirmed an assessment, else what the unit claims, which is its own word whatever it calls it (domain of the
 * record, 2.1: a self-assessed value is shown as such). Claimed 7 as 第三方评定, nothing confirmed → 7, self. Claimed 7, 5 confirmed
 * → 5, confirmed. Claimed nothing, an outside report's 6 confirmed → 6, reported.
 */
export function effectiveTrl(claimed: number | null, confirmed: ConfirmedTrl | null): ShownTrl {
  if (confirmed !== null) return { level: confirmed.level, basis: confirmedBasis(confirmed) };
  return { level: claimed, basis: claimed === null ? null : 'self' };
}
