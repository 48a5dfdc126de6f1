import { dealMachine, type DealState } from './deal.ts';
import { statesOf } from './machine.ts';

/** True once nothing more can happen to the deal. */
export const isFinal = (state: DealState): boolean => dealMachine.states[state].final === true;

/** States in which a deal still runs: one pair of achievement and enterprise has at most one of them. */
export const openDealStates: readonly DealState[] = statesOf(dealMachine).filter((state) => !isFinal(state));

/** States in which the two may have a contract drafted: once they talk, and until one is signed. */
export const contractableStates: readonly DealState[] = statesOf(dealMachine).filter(
  (state) => state === 'contracting' || dealMachine.states[state].on?.propose !== undefined,
);

/** The pipeline that people speak of (意向 → 洽谈 → 尽调/中试 → 合同 → 履约 → 完成 / 流产), by the states of the machine. */
export const pipelineStages = [
  { key: 'intent', label: '意向', states: ['requested'] },
  { key: 'talk', label: '洽谈', states: ['talking'] },
  { key: 'diligence', label: '尽调/中试', states: ['diligence'] },
  { key: 'contract', label: '合同', states: ['contracting'] },
  { key: 'performing', label: '履约', states: ['performing'] },
  { key: 'completed', label: '完成', states: ['completed'] },
  { key: 'lost', label: '流产', states: ['failed', 'declined', 'withdrawn', 'expired'] },
] as const satisfies readonly { key: string; label: string; states: readonly DealState[] }[];
export type PipelineStage = (typeof pipelineStages)[number]['key'];

/** True of a deal that came to nothing. */
export const isLost = (state: DealState): boolean => stageOf(state) === 'lost';

/** The stage of a state. Example: diligence → 尽调/中试; declined → 流产. */
export const stageOf = (state: DealState): PipelineStage =>
  pipelineStages.find(({ states }) => (states as readonly DealState[]).includes(state))?.key ?? 'intent';
