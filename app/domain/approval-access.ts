import { type Actor, hasRole, holds } from './access.ts';
import { deciderRoles } from './approval.ts';

/** Who of a unit reads how it approves a contract: those who take part, and the inventors' own office. Never the other party. */
export const maySeeApprovals = (actor: Actor): boolean => hasRole(actor, 'officer', ...deciderRoles);

/** Gates of the deeds, for forms and verbs alike. */
export const approvalGates = {
  /** Chains bind the whole unit: its administrator writes them. */
  setChain: holds('owner'),
  start: holds('officer'),
  withdraw: holds('officer'),
  /** A step on the page is its role's, one on paper the officer's: which, the step says. */
  decide: holds('officer', ...deciderRoles),
} as const;
