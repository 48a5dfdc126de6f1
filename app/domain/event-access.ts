import { type Actor, hasRole, type OrganisationKind, type RoleGate, regionCovers } from './access.ts';

/** Units that run events: organizers, and the departments themselves. */
export const runsEvents = (kind: OrganisationKind): boolean => kind === 'organizer' || kind === 'authority';

const atOrganizer = (actor: Actor): boolean => actor.org !== null && runsEvents(actor.org.kind);

export const mayRunEvent: RoleGate = (actor) => atOrganizer(actor) && hasRole(actor, 'officer');

/** Those who are told that something waits for their review. */
export const eventReviewerRoles = ['secrecy', 'approver', 'owner'] as const;

/** Who answers for the secrecy of what is shown (保密法 art. 35): named, and not the person who submitted it. */
export const mayReviewEvent: RoleGate = (actor) => atOrganizer(actor) && hasRole(actor, ...eventReviewerRoles);

/** Who confirms reports: officers of a department. */
export const mayConfirmEvent: RoleGate = (actor) =>
  actor.org?.kind === 'authority' && hasRole(actor, 'officer', 'approver');

/**
 * True when this department answers for the region of an event that another unit ran: the 市州's or the province's; a county's reads
 * what is public (domain.md 1.4, 9.1).
 */
export const answersForEvent = (actor: Actor, event: { orgId: string; regionCode: string }): boolean =>
  actor.org?.kind === 'authority' &&
  actor.org.orgId !== event.orgId &&
  actor.org.regionCode.endsWith('00') &&
  regionCovers(actor.org.regionCode, event.regionCode);

/** Officers of any unit: they answer for its achievements and demands, and register its people. */
export const mayTakePart: RoleGate = (actor) => actor.org !== null && hasRole(actor, 'officer');

/** Anybody who is signed in. */
export const anybody: RoleGate = () => true;
