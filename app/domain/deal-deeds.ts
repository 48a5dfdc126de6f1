import { type Actor, hasRole, type MemberRole } from './access.ts';
import { type DealParties, dealRoles, isRoomOpen, otherSide, requesterSide, sideOf } from './deal-access.ts';
import { dealMachine, type DealState, type MandateState } from './deal.ts';
import { allowed } from './machine.ts';

/**
 * Who inside an organisation does what in a deal. Officers speak for their side; a lawyer may write into the room. The verbs
 * ask this table before they look for the deal, the page asks it for its buttons.
 */
export const dealDeedRoles = {
  accept: ['officer'],
  decline: ['officer'],
  withdraw: ['officer'],
  propose: ['officer'],
  fail: ['officer'],
  examine: ['officer'],
  discuss: ['officer'],
  handOver: ['officer', 'owner'],
  offer: ['officer'],
  invite: ['officer'],
  message: ['officer', 'legal'],
} as const satisfies Readonly<Record<string, readonly MemberRole[]>>;
export type DealDeed = keyof typeof dealDeedRoles;

/** True when the actor's roles allow the deed; whether the deal's state allows it is asked of `dealDeeds`. */
export const mayDoInDeal = (actor: Actor, deed: DealDeed): boolean => hasRole(actor, ...dealDeedRoles[deed]);

const isDeed = (event: string): event is DealDeed => Object.hasOwn(dealDeedRoles, event);

/** States in which a party may bring in a broker: before them nobody talks, after them there is nothing to bring about. */
export const mandateStates: readonly DealState[] = ['talking', 'diligence', 'contracting'];

/** States in which the two sides put term sheets to each other; afterwards the contract's own drafts go to and fro. */
export const offerStates: readonly DealState[] = ['talking', 'diligence'];

/** True when the actor's organisation is the one that was asked. */
const dealSideAsked = (actor: Actor, deal: DealParties): boolean =>
  sideOf(actor, deal) === otherSide(requesterSide(deal));

/** What the actor may do as a party of the deal in its present state; nothing for anybody else. */
export function dealDeeds(actor: Actor, deal: DealParties & { readonly state: DealState }): DealDeed[] {
  if (sideOf(actor, deal) === null) return [];
  const ofMachine = allowed(dealMachine, deal.state, dealRoles(actor, deal)).filter(isDeed);
  const others: DealDeed[] = [
    ...(mandateStates.includes(deal.state) ? (['invite'] as const) : []),
    ...(isRoomOpen(deal.state) ? (['message'] as const) : []),
    ...(offerStates.includes(deal.state) ? (['offer'] as const) : []),
    ...(deal.state === 'requested' && dealSideAsked(actor, deal) ? (['handOver'] as const) : []),
  ];
  return [...ofMachine, ...others].filter((deed) => mayDoInDeal(actor, deed));
}

export interface MandateParties {
  readonly state: MandateState;
  readonly brokerUserId: string;
  readonly clientOrgId: string;
  /** The broker brought the two sides together before it. */
  readonly isIntroduced: boolean;
  /** The broker out of whose commission this one's part is to be taken; null where it is a commission of its own. */
  readonly sharerUserId: string | null;
}

/**
 * What the actor may do with a mandate: the broker answers it, either of the two ends it, the client takes it back; whose commission
 * is to be shared says whether he agrees, before the other broker is asked. One that a broker
 * has because he introduced the two is ended by himself alone (反跳单, Civil Code art. 965).
 */
export function mandateDeeds(
  actor: Actor,
  deal: { readonly state: DealState },
  mandate: MandateParties,
): ('answer' | 'end' | 'share')[] {
  const isBroker = mandate.brokerUserId === actor.userId;
  const isClient = mandate.clientOrgId === actor.org?.orgId && mayDoInDeal(actor, 'invite');
  const deeds: ('answer' | 'end' | 'share')[] = [];
  if (isBroker && mandate.state === 'invited' && mandateStates.includes(deal.state)) deeds.push('answer');
  if (mandate.sharerUserId === actor.userId && mandate.state === 'sharing' && mandateStates.includes(deal.state))
    deeds.push('share');
  const mayEndActive = isBroker || (isClient && !mandate.isIntroduced);
  const isWaiting = mandate.state === 'invited' || mandate.state === 'sharing';
  if ((isClient && isWaiting) || (mayEndActive && mandate.state === 'active')) deeds.push('end');
  return deeds;
}

/** Longest mandate, in months. */
export const mandateMonths = 36;
/** Working days in which the other side answers a request to talk. */
export const replyWithinDays = 5;
/** Working days after which the side that has not answered is reminded. */
export const remindAfterDays = 3;
/** How many messages a room shows; of more the newest. */
export const mostMessages = 500;
