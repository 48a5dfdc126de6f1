import type { ImportState } from '#app/domain/import.ts';
import type { Tone } from '../tone.ts';

/** How the state of an import is drawn. */
export const importTone: Readonly<Record<ImportState, Tone>> = {
  checking: 'info',
  mapping: 'attention',
  checked: 'attention',
  running: 'info',
  waiting: 'attention',
  releasing: 'info',
  done: 'good',
  failed: 'danger',
  cancelled: 'neutral',
  undoing: 'info',
  undone: 'neutral',
};
