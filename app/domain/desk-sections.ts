import { type Actor, hasPlatformRole, hasRole, mayOwn, type OrganisationKind, supplierOfficer } from './access.ts';
import { mayDecideCalendar } from './calendar-change.ts';
import { mayAnswerProjects, mayKeepProjects } from './project-access.ts';
import { maySeeRegistered } from './registration-access.ts';
import { mayReview } from './review-access.ts';
import { mayKeepTalent } from './talent-access.ts';

const works =
  (...kinds: readonly OrganisationKind[]) =>
  (actor: Actor): boolean =>
    actor.isBroker || (actor.org !== null && kinds.includes(actor.org.kind));

const parties: readonly OrganisationKind[] = ['university', 'institute', 'enterprise', 'broker_agency'];

/** Whose desk has which section, by the id of the side navigation. A section without a rule is everybody's. */
const rules: Readonly<Record<string, (actor: Actor) => boolean>> = {
  achievements: (actor) => actor.org !== null && mayOwn(actor.org.kind),
  listings: (actor) => actor.org !== null && mayOwn(actor.org.kind),
  bounties: (actor) => actor.org !== null && (mayOwn(actor.org.kind) || actor.org.kind === 'authority'),
  trades: (actor) => actor.org !== null && mayOwn(actor.org.kind),
  patents: supplierOfficer,
  'patent-data': (actor) => hasPlatformRole(actor, 'admin'),
  demands: (actor) => actor.org?.kind === 'enterprise',
  matches: (actor) => works(...parties)(actor) || hasPlatformRole(actor, 'admin'),
  deals: works(...parties),
  mandates: (actor) => actor.isBroker,
  brokers: (actor) => actor.org !== null && mayOwn(actor.org.kind),
  talent: mayKeepTalent,
  contracts: works(...parties),
  registered: maySeeRegistered,
  money: works(...parties),
  records: mayReview,
  projects: (actor) => mayKeepProjects(actor) || mayAnswerProjects(actor),
  screen: (actor) => hasPlatformRole(actor, 'admin'),
  paths: (actor) => hasPlatformRole(actor, 'admin'),
  reviews: (actor) => hasPlatformRole(actor, 'reviewer'),
  accounts: (actor) => hasPlatformRole(actor, 'reviewer'),
  synonyms: (actor) => hasPlatformRole(actor, 'admin'),
  calendar: mayDecideCalendar,
  rules: (actor) => hasPlatformRole(actor, 'admin'),
  organisations: (actor) => hasPlatformRole(actor, 'reviewer', 'admin'),
  // The operator's own people work for no organisation of the market.
  organisation: (actor) => actor.org !== null || actor.platformRoles.length === 0,
  settings: (actor) => hasRole(actor, 'owner'),
};

/**
 * True when a section of the desk can hold anything for this person: no menu entry leads to a page that stays empty for him.
 * It says nothing of rights; every page asks for itself. A reviewer without an organisation: reviews yes, contracts no.
 */
export const hasSection = (actor: Actor, id: string): boolean => rules[id]?.(actor) ?? true;
