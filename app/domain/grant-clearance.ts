import { type Actor, hasRole, holds, type MemberRole } from './access.ts';
import { addDays, type Day } from './days.ts';

/**
 * Why a contract goes beside an earlier one although their words meet: its party agreed on a paper, or the owner's own lawyer has read
 * both and finds that the two markets are divided. Either is said of one earlier contract that a clause names (`grantConflict`).
 */
export const clearanceGrounds = ['consent', 'apart'] as const;
export type ClearanceGround = (typeof clearanceGrounds)[number];
export const clearanceLabels: Readonly<Record<ClearanceGround, string>> = {
  consent: '在先的被许可方（受让人）书面同意',
  apart: '法务认为两份合同的市场不重叠',
};

/** Who says so for the owner: its approver that the earlier party agreed, its lawyer that two markets do not meet. */
export const clearanceRoles = ['approver', 'legal'] as const satisfies readonly MemberRole[];
export const mayClearGrant = holds(...clearanceRoles);
/** Who reads what was said, and what is still to be said. */
export const maySeeClearances = holds('officer', 'approver', 'legal');

const statedBy = { consent: 'approver', apart: 'legal' } as const;

/** Each ground is one person's to state. A consent, which ends what another was promised, asks for a fresh second factor besides. */
export const mayStateGround = (actor: Actor, ground: ClearanceGround): boolean => hasRole(actor, statedBy[ground]);

/** Who says for the party of the earlier contract that it agreed, or that it did not: those who are told of what is claimed in its name. */
export const mayAnswerConsent = holds('officer', 'approver', 'legal');

/** Calendar days within which the party of an earlier contract answers what is claimed in its name (`consentStanding`). */
export const consentAnswerDays = 5;

/** What was stated of an earlier contract, and what its party answered. */
interface Stated {
  readonly ground: ClearanceGround;
  /** The day of the statement, on which its party is told. */
  readonly statedOn: Day;
  readonly isConfirmed: boolean;
  readonly isDenied: boolean;
}

/**
 * `stands`: signed on. `waits`: until its party confirms, at the latest to the end of `untilOn`. `void`: it said that it has not agreed.
 */
export interface ConsentStanding {
  readonly state: 'stands' | 'waits' | 'void';
  /** The last day on which a consent waits for the party; null of a lawyer's word. */
  readonly untilOn: Day | null;
}

/**
 * Whether a statement beside an earlier contract counts on a day. A lawyer's word counts at once. A consent, which is another's to give,
 * counts once that other confirms it on the page of his contract, or when he was told `consentAnswerDays` calendar days before and said
 * nothing; his denial voids it whenever it comes before the signatures (no statute gives the days: design default, to be confirmed:
 * `grant.consent_answer`). Stated on 12-01: it waits to the end of 12-06, and is signed on from 12-07.
 */
export function consentStanding({ ground, statedOn, isConfirmed, isDenied }: Stated, today: Day): ConsentStanding {
  if (ground !== 'consent') return { state: 'stands', untilOn: null };
  const untilOn = addDays(statedOn, consentAnswerDays);
  if (isDenied) return { state: 'void', untilOn };
  return { state: isConfirmed || today > untilOn ? 'stands' : 'waits', untilOn };
}

/** The notice of what is claimed, with the last day to answer; null of another kind, or of one sent before there was a day. */
export const claimedSentence = (kind: string, { until }: Readonly<Record<string, string>>): string | null =>
  kind === 'contract.consent_claimed' && until !== undefined
    ? `许可方登记：你单位书面同意它就同一成果另行签约。请最迟 ${until} 到合同页确认，或者声明没有同意；到期不答复的，对方可以签署：`
    : null;
