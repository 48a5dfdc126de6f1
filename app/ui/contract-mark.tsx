import { type ContractSide, contractStateWord } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { datedTriggers, type MilestoneTrigger } from '#app/domain/contract.ts';
import type { ContractState } from '#app/domain/contract-machine.ts';
import { labelOf } from '#app/domain/machine.ts';
import { milestoneMachine, type MilestoneState } from '#app/domain/milestone.ts';
import { publicityLabel, type PublicityState, type Raised } from '#app/domain/publicity.ts';
import type { Shape } from './state-shape.tsx';
import { StateMark } from './state-mark.tsx';
import type { Tone } from './tone.ts';

const contractLooks: Readonly<Record<ContractState, readonly [Tone, Shape]>> = {
  draft: ['neutral', 'dashed'],
  offered: ['attention', 'clock'],
  agreed: ['gold', 'diamond'],
  publicity: ['gold', 'diamond'],
  signing: ['attention', 'half'],
  signed: ['gold', 'diamond'],
  performing: ['gold', 'diamond'],
  defaulted: ['danger', 'alert'],
  suspended: ['attention', 'pause'],
  settled: ['good', 'check'],
  closed: ['good', 'check'],
  terminated: ['danger', 'cross'],
  withdrawn: ['neutral', 'cross'],
};

interface ContractMarkProps {
  contract: { readonly state: ContractState; readonly proposedBySide: ContractSide };
  /** Who looks: null for the broker. */
  side: ContractSide | null;
  sides: SideNames;
  boxed?: boolean;
}

/** 待我方确认, 公示中, 履约中 … 签约 is gold: it is not money received. */
export function ContractMark({ contract, side, sides, boxed }: ContractMarkProps) {
  const [tone, shape] = contractLooks[contract.state];
  return (
    <StateMark tone={tone} shape={shape} boxed={boxed}>
      {contractStateWord(contract, side, sides)}
    </StateMark>
  );
}

const milestoneLooks: Readonly<Record<MilestoneState, readonly [Tone, Shape]>> = {
  pending: ['neutral', 'dashed'],
  submitted: ['attention', 'clock'],
  rejected: ['danger', 'cross'],
  disputed: ['attention', 'pause'],
  accepted: ['gold', 'diamond'],
  frozen: ['attention', 'pause'],
  settled: ['good', 'check'],
  cancelled: ['neutral', 'cross'],
};

/** What fell due by itself was inspected by nobody, and its last day may be far off: it is owed, no more is said. */
export function MilestoneMark({ state, trigger }: { state: MilestoneState; trigger?: MilestoneTrigger | undefined }) {
  const [tone, shape] = milestoneLooks[state];
  const isOfItself = trigger !== undefined && (trigger === 'sales_reached' || datedTriggers.includes(trigger));
  const isDated = isOfItself && trigger !== 'sales_reached';
  const words = state === 'accepted' && isOfItself ? '待付款' : labelOf(milestoneMachine, state);
  return (
    <StateMark tone={tone} shape={shape}>
      {state === 'pending' ? (isDated ? '未到期' : '条件未成就') : words}
    </StateMark>
  );
}

const publicityLooks: Readonly<Record<PublicityState, readonly [Tone, Shape]>> = {
  running: ['gold', 'diamond'],
  objected: ['attention', 'alert'],
  ended: ['good', 'check'],
  cancelled: ['neutral', 'cross'],
};

export function PublicityMark({ state, raised, boxed }: { state: PublicityState; raised: Raised; boxed?: boolean }) {
  const [tone, shape] = publicityLooks[state];
  return (
    <StateMark tone={tone} shape={shape} boxed={boxed}>
      {publicityLabel(state, raised)}
    </StateMark>
  );
}
