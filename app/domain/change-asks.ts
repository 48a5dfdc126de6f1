import { type AmendmentState, isBeforeBoth } from './amendment-machine.ts';
import { contractDeedRoles, type ContractSide } from './contract-deeds.ts';
import type { MemberRole } from './access.ts';

/**
 * What a change asks, by its day, of the side that it was put to: its word on the terms, its signature, or its word that the scan is the
 * text.
 */
export type ChangeAsk = 'answer' | 'sign' | 'confirm';

/** Who of that side does it. Terms are the negotiators' and the administrator's to answer; what binds is for who may sign. */
export const changeAskRoles: Readonly<Record<ChangeAsk, readonly MemberRole[]>> = {
  answer: ['owner', ...contractDeedRoles.counter],
  sign: contractDeedRoles.sign,
  confirm: contractDeedRoles.sign,
};

interface ChangeStanding {
  readonly state: AmendmentState;
  /** Its signing on the page is arranged, or people are named for it: whose turn that is stands in a row of its own. */
  readonly isArranged: boolean;
  /** The sides that confirmed the scan that lies before both; null: there is none. */
  readonly scanConfirmedBy: readonly ContractSide[] | null;
}

/** What the side that did not write a change is asked for; null where it is asked elsewhere or has done its part. */
export function changeAsk(
  { state, isArranged, scanConfirmedBy }: ChangeStanding,
  answerer: ContractSide,
): ChangeAsk | null {
  if (!isBeforeBoth(state) && state !== 'proposed') return 'answer';
  if (scanConfirmedBy !== null) return scanConfirmedBy.includes(answerer) ? null : 'confirm';
  return isArranged ? null : 'sign';
}
