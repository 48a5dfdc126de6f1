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

/** Who says so for the owner: an officer puts in a consent, a lawyer says either. */
export const mayClearGrant = holds('officer', 'legal');
/** Who reads what was said, and what is still to be said. */
export const maySeeClearances = holds('officer', 'approver', 'legal');

/** That two markets do not meet is the lawyer's word; a consent speaks for itself. */
export const mayStateGround = (actor: Actor, ground: ClearanceGround): boolean =>
  mayClearGrant(actor) && (ground === 'consent' || hasRole(actor, 'legal'));
