import { demandMachine, type DemandState } from './demand.ts';
import { statesWith } from './machine.ts';

/** States in which a demand looks for achievements: before them nobody may see it, after them nobody should answer. */
export const matchableStates = statesWith(demandMachine, 'matchable');

/** True while the demand is matched, may be revised and may be talked about. */
export const isMatchable = (state: DemandState): boolean => matchableStates.includes(state);
