import { dealMachine, type DealState } from './deal.ts';
import { statesOf } from './machine.ts';

/** True once nothing more can happen to the deal. */
export const isFinal = (state: DealState): boolean => dealMachine.states[state].final === true;

/** States in which a deal still runs: one pair of achievement and enterprise has at most one of them. */
export const openDealStates: readonly DealState[] = statesOf(dealMachine).filter((state) => !isFinal(state));
