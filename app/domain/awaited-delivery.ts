import type { PayLaterTerms } from './contract.ts';

/** True where the terms list what is delivered. */
export const listsDelivery = ({ deliverables }: Pick<PayLaterTerms, 'deliverables'>): boolean =>
  deliverables.some((item) => item.trim() !== '');

/**
 * True where no trial is agreed and neither royalties nor least sums run before what is listed was delivered: the day on which it was
 * accepted is the first that counts, silence accepts nothing, and of several hand-ins the accepted one counts (design default, to be
 * confirmed: `royalty.delivery`). Terms written before this was kept name no `royaltyAwaits`: they run from the start of their term, as
 * they were charged. With a trial the trial itself begins with delivery (`trialOutcome`).
 */
export const awaitsDelivery = (terms: Pick<PayLaterTerms, 'deliverables' | 'royaltyAwaits' | 'trial'>): boolean =>
  terms.royaltyAwaits === 'delivery' && terms.trial.months === 0 && listsDelivery(terms);
