import type { DemandState } from './demand.ts';

/** States in which a demand looks for achievements: before them nobody may see it, after them nobody should answer. */
export const matchableStates = ['published', 'in_talks'] as const satisfies readonly DemandState[];

/** True while the demand is matched, may be revised and may be talked about. */
export const isMatchable = (state: DemandState): boolean => (matchableStates as readonly DemandState[]).includes(state);
