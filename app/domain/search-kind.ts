/** What is searched: each kind has an index of its own. */
export const searchKinds = ['achievement', 'demand'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** The side that asks for a kind: demands ask for achievements, and the other way round. */
export const otherKind: Readonly<Record<SearchKind, SearchKind>> = { achievement: 'demand', demand: 'achievement' };
