import type { PatentStatus } from '#app/domain/patent.ts';
import type { Tone } from '../tone.ts';

export const patentTones: Readonly<Record<PatentStatus, Tone>> = {
  pending: 'attention',
  granted: 'good',
  pledged: 'gold',
  refused: 'danger',
  withdrawn: 'danger',
  ceased: 'danger',
  invalid: 'danger',
};
