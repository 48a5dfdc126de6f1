import type { DealState, MandateState } from '#app/domain/deal.ts';
import type { Tone } from './tone.ts';

/** How the state of a deal is drawn. Signed is gold: it is not yet money received. */
export const dealTone: Readonly<Record<DealState, Tone>> = {
  requested: 'attention',
  talking: 'info',
  diligence: 'info',
  contracting: 'info',
  performing: 'gold',
  completed: 'good',
  failed: 'neutral',
  declined: 'neutral',
  withdrawn: 'neutral',
  expired: 'danger',
};

export const mandateTone: Readonly<Record<MandateState, Tone>> = {
  invited: 'attention',
  sharing: 'attention',
  active: 'good',
  ended: 'neutral',
  declined: 'neutral',
  withdrawn: 'neutral',
  unshared: 'neutral',
};
