/** What a rewarded person says of his share of a distribution. */
export const shareOutcomes = ['agreed', 'objected'] as const;
export type ShareOutcome = (typeof shareOutcomes)[number];

export interface ShareLineAnswer {
  readonly kind: string;
  readonly outcome: ShareOutcome | null;
}

/** True once every person's line has been agreed to; a distribution without people waits for nobody. */
export const isTeamAgreed = (lines: readonly ShareLineAnswer[]): boolean =>
  lines.every(({ kind, outcome }) => kind !== 'person' || outcome === 'agreed');
