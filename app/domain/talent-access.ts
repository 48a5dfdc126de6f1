import { hasRole, regionCovers, type RoleGate } from './access.ts';

/** Officers of a science authority keep its region's registry of brokers, its key units, courses and assignments. */
export const mayKeepTalent: RoleGate = (actor) =>
  actor.org?.kind === 'authority' && actor.org.verified && hasRole(actor, 'officer', 'approver');

/** True when the actor's authority answers for the region. */
export const keepsRegion = (actor: Parameters<RoleGate>[0], regionCode: string): boolean =>
  mayKeepTalent(actor) && regionCovers(actor.org?.regionCode ?? '', regionCode);

/** Codes of an authority's region begin so: 620000 → '62', 620100 → '6201', 620102 → '620102'. */
export const regionPrefix = (regionCode: string): string => regionCode.replace(/0000$|00$/, '');

/** Brokers are attached to a unit: who belongs to none registers nowhere. */
export const mayRegisterAsBroker: RoleGate = (actor) => actor.org !== null && actor.org.kind !== 'authority';
