import { type OwnShareFacts, type OwnShareStep, ownShareStep, ownShareWords } from '#app/domain/own-share.ts';
import { StateMark } from '../state-mark.tsx';
import type { Tone } from '../tone.ts';

const tones: Readonly<Record<OwnShareStep, Tone>> = { decided: 'gold', entered: 'attention', paid: 'good' };

/** How far a share of the reader's own has come; solid only when it was paid to him. */
export function ShareMark({ share }: { share: OwnShareFacts }) {
  return <StateMark tone={tones[ownShareStep(share)]}>{ownShareWords(share)}</StateMark>;
}
