import { type Actor, hasRole, type RoleGate, supplierOfficer } from './access.ts';

export interface BountyParties {
  readonly posterOrgId: string;
  readonly authorityOrgId: string;
}
export type BountyRole = 'poster' | 'authority';

/** Roles in the bounty machine that an officer holds by the organisation he works for; nobody else moves a post. */
export function bountyRoles(actor: Actor, bounty: BountyParties): BountyRole[] {
  const orgId = actor.org?.orgId;
  if (orgId === undefined || !hasRole(actor, 'officer')) return [];
  if (orgId === bounty.authorityOrgId) return ['authority'];
  return orgId === bounty.posterOrgId ? ['poster'] : [];
}

/** Officers of a science office organise; nobody else. */
export const mayOrganise: RoleGate = (actor) => actor.org?.kind === 'authority' && hasRole(actor, 'officer');

/** Who may answer a post: officers of a unit or enterprise. No limit by title, age or seniority (step 4). */
export const mayPropose: RoleGate = supplierOfficer;
