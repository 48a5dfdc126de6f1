import { hasRole, holds, mayOwn, type RoleGate } from './access.ts';
import { mayKeepTalent } from './talent-access.ts';

/** 技术合同认定登记 is the seller's officers' work; its finance records what the office wrote too. */
export const mayRegisterContract: RoleGate = holds('officer', 'finance');

/** Sums of registered contracts: an authority's officers read those of its region, the people of a unit that sells its own. */
export const maySeeRegistered: RoleGate = (actor) =>
  mayKeepTalent(actor) ||
  (actor.org !== null && mayOwn(actor.org.kind) && hasRole(actor, 'owner', 'officer', 'approver', 'finance'));

/** Of fewer sellers than this an authority could read one contract's price, and what came of it (design default: `registered.least_sellers`). */
export const leastSellers = 3;
