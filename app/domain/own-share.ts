import { distributionMachine, type DistributionState, enteredDistributionStates } from './distribution.ts';
import { labelOf } from './machine.ts';

export interface OwnShareFacts {
  readonly kind: string;
  readonly state: DistributionState;
  /** The day on its voucher: of the people's payout, or of the broker's own payment. */
  readonly paidOn: string | null;
}

/** How far one person's share of a receipt has come: decided, in the unit's book, paid to him. */
export type OwnShareStep = 'decided' | 'entered' | 'paid';

/**
 * A share is paid when its own voucher says so. A broker's is paid apart from the people's, on his invoice (民法典 art. 963–966):
 * that the reward of the same receipt was paid says nothing of his commission.
 */
export const ownShareStep = ({ state, paidOn }: OwnShareFacts): OwnShareStep => {
  if (!enteredDistributionStates.includes(state)) return 'decided';
  return paidOn === null ? 'entered' : 'paid';
};

/** The same in words for the person himself; see `ownShareStep`. */
export const ownShareWords = (share: OwnShareFacts): string => {
  if (share.kind !== 'broker' || ownShareStep(share) === 'decided') return labelOf(distributionMachine, share.state);
  return share.paidOn === null ? '已入账，佣金待付' : '佣金已付';
};
