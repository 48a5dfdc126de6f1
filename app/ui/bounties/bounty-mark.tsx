import { type BountyState, bountyMachine, proposalMachine, type ProposalState } from '#app/domain/bounty.ts';
import { labelOf } from '#app/domain/machine.ts';
import { StateMark } from '../state-mark.tsx';
import type { Tone } from '../tone.ts';

const tones: Readonly<Record<BountyState, Tone>> = {
  collected: 'neutral',
  arguing: 'info',
  posted: 'attention',
  judging: 'info',
  racing: 'info',
  publicity: 'gold',
  contracting: 'gold',
  running: 'info',
  accepted: 'good',
  stopped: 'danger',
  dropped: 'neutral',
};
const proposalTones: Readonly<Record<ProposalState, Tone>> = {
  submitted: 'info',
  withdrawn: 'neutral',
  shortlisted: 'info',
  awarded: 'gold',
  eliminated: 'neutral',
  rejected: 'neutral',
};

/** Where a post stands. */
export const BountyMark = ({ state, boxed }: { state: BountyState; boxed?: boolean }) => (
  <StateMark tone={tones[state]} boxed={boxed}>
    {labelOf(bountyMachine, state)}
  </StateMark>
);

/** Where a proposal stands. */
export const ProposalMark = ({ state }: { state: ProposalState }) => (
  <StateMark tone={proposalTones[state]}>{labelOf(proposalMachine, state)}</StateMark>
);
