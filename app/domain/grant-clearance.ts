import { type Actor, hasRole, holds } from './access.ts';

/**
 * Why a contract goes beside an earlier one although their words meet: its party agreed on a paper, or the owner's own lawyer has read
 * both and finds that the two markets are divided. Either is said of one earlier contract that a clause names (`grantConflict`).
 */
export const clearanceGrounds = ['consent', 'apart'] as const;
export type ClearanceGround = (typeof clearanceGrounds)[number];
export const clearanceLabels: Readonly<Record<ClearanceGround, string>> = {
  consent: '在先的被许可方（受让人）书面同意',
  apart: '法务认为两份合同的市场不重叠',
};

/** Who says so for the owner: its approver that the earlier party agreed, its lawyer that two markets do not meet. */
export const mayClearGrant = holds('approver', 'legal');
/** Who reads what was said, and what is still to be said. */
export const maySeeClearances = holds('officer', 'approver', 'legal');

const statedBy = { consent: 'approver', apart: 'legal' } as const;

/** Each ground is one person's to state. A consent, which ends what another was promised, asks for a fresh second factor besides. */
export const mayStateGround = (actor: Actor, ground: ClearanceGround): boolean => hasRole(actor, statedBy[ground]);

/** Who says for the party of the earlier contract that it did not agree: those who are told of what is claimed in its name. */
export const mayDenyConsent = holds('officer', 'approver', 'legal');
