import { hasRole, type Actor, type RoleGate } from './access.ts';
import type { DealState } from './deal.ts';
import { isFinal } from './deal-state.ts';

/** The two organisations of a deal, and who asked: the licensor answers a demand of his own accord, else the licensee asks. */
export interface DealParties {
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
  readonly origin: string;
}
export type DealSide = 'licensor' | 'licensee';

/** The side that asked for the talk: the licensor where it answers a demand, else the licensee. */
export const requesterSide = (deal: Pick<DealParties, 'origin'>): DealSide =>
  deal.origin === 'demand' ? 'licensor' : 'licensee';

/** The organisation that stands on a side of the deal. */
export const orgOf = (deal: DealParties, side: DealSide): string =>
  side === 'licensor' ? deal.licensorOrgId : deal.licenseeOrgId;

/** The other party: licensor → licensee, licensee → licensor. */
export const otherSide = (side: DealSide): DealSide => (side === 'licensor' ? 'licensee' : 'licensor');

/** The side for which the actor's present organisation stands, or null. */
export function sideOf(actor: Actor, deal: DealParties): DealSide | null {
  const orgId = actor.org?.orgId;
  if (orgId === deal.licensorOrgId) return 'licensor';
  return orgId === deal.licenseeOrgId ? 'licensee' : null;
}

/** Sees every talk and contract of the own organisation; an inventor sees those of his own achievements. */
export const seesAllDeals: RoleGate = (actor) =>
  hasRole(actor, 'owner', 'officer', 'approver', 'finance', 'legal', 'secrecy');

/** What somebody lacks to ask for an achievement: an organisation to ask for, of the kind that asks, his role in it; null where nothing. */
export type MissingToAsk = 'organisation' | 'enterprise' | 'officer';
export function missingToAsk(actor: Actor): MissingToAsk | null {
  if (actor.org === null) return 'organisation';
  if (actor.org.kind !== 'enterprise') return 'enterprise';
  return hasRole(actor, 'officer') ? null : 'officer';
}

/** Roles in the deal machine that an officer of a party holds; nobody else acts for a party. */
export function dealRoles(actor: Actor, deal: DealParties): ('requester' | 'receiver' | DealSide)[] {
  const side = sideOf(actor, deal);
  if (side === null || !hasRole(actor, 'officer')) return [];
  return [side, requesterSide(deal) === side ? 'requester' : 'receiver'];
}

/** The room opens with the acceptance and closes with the deal. */
export const isRoomOpen = (state: DealState): boolean => state !== 'requested' && !isFinal(state);

/** A request that waits, and the ends of one that never became a talk. */
const untalkedStates: readonly DealState[] = ['requested', 'declined', 'withdrawn', 'expired'];

/** True once the asked side agreed to talk, whatever came of it. Example: failed → true, withdrawn → false. */
export const hasTalked = (state: DealState): boolean => !untalkedStates.includes(state);

/**
 * True while the enterprise of an anonymous demand that a supplier answered stays unnamed to everybody else: until it agrees to
 * talk, and for good where it never does.
 */
export const staysUnnamed = (
  deal: { readonly origin: string; readonly state: DealState },
  confidentiality: string | null,
): boolean => confidentiality === 'anonymous' && deal.origin === 'demand' && !hasTalked(deal.state);

/**
 * What a broker may see by his mandate on a day: nothing outside its dates or once it is over, the parties, the
 * achievement and the mandate itself while he is invited, the whole room while it is active. Civil Code art. 961–966.
 */
export function mandateReach(
  mandate: { readonly state: string; readonly startsOn: string; readonly endsOn: string },
  today: string,
): 'none' | 'invitation' | 'room' {
  if (today > mandate.endsOn) return 'none';
  if (mandate.state === 'invited') return 'invitation';
  return mandate.state === 'active' && today >= mandate.startsOn ? 'room' : 'none';
}
