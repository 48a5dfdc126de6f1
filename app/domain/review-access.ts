import { hasRole, mayOwn, type RoleGate } from './access.ts';
import { authorityLevelOf } from './review.ts';

/** Authorities of the province and of 市州, once verified, review registrations: their officers and approvers. Counties do not. */
export const mayReviewRegistration: RoleGate = (actor) =>
  actor.org?.kind === 'authority' &&
  actor.org.verified &&
  authorityLevelOf(actor.org.regionCode) !== null &&
  hasRole(actor, 'officer', 'approver');

/** Everybody who has a work list of reviews: within the unit, and at an authority. */
export const mayReview: RoleGate = (actor) =>
  mayReviewRegistration(actor) ||
  (actor.org !== null && mayOwn(actor.org.kind) && hasRole(actor, 'secrecy', 'approver'));
