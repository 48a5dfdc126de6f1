import { hasRole, type RoleGate, supplierOfficer } from './access.ts';
import { authorityLevelOf } from './review.ts';

/** The province's science authority keeps the library of accepted projects: its officers and approvers, once it is verified. */
export const mayKeepProjects: RoleGate = (actor) =>
  actor.org?.kind === 'authority' &&
  actor.org.verified &&
  authorityLevelOf(actor.org.regionCode) === 'province' &&
  hasRole(actor, 'officer', 'approver');

/** Units answer for the projects they undertook: officers. */
export const mayAnswerProjects: RoleGate = supplierOfficer;
