import type { DemandState } from '#app/domain/demand.ts';
import type { Tone } from './tone.ts';

/** How the state of a demand is drawn. */
export const demandTone: Readonly<Record<DemandState, Tone>> = {
  draft: 'neutral',
  review: 'attention',
  published: 'good',
  in_talks: 'info',
  solved: 'good',
  closed: 'neutral',
  expired: 'attention',
};
