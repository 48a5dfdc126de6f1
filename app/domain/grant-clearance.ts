import { type Actor, hasRole, holds, type MemberRole } from './access.ts';
import { addDays, type Day } from './days.ts';

/**
 * Why a contract goes beside an earlier one although their words meet: its party agreed on a paper, the owner's own lawyer has read both
 * and finds that the two markets are divided, or a court or a tribunal has said so. Each is said of one earlier contract that a clause
 * names (`grantConflict`), with a paper. Where fields or territories differ in words alone, its lawyer's judgement that they do not meet
 * (`words`) needs neither: it stays with the owner.
 */
export const clearanceGrounds = ['consent', 'apart', 'decided', 'words'] as const;
export type ClearanceGround = (typeof clearanceGrounds)[number];
export const clearanceLabels: Readonly<Record<ClearanceGround, string>> = {
  consent: '在先的被许可方（受让人）书面同意',
  apart: '法务认为两份合同的市场不重叠',
  decided: '法院生效判决或者仲裁裁决确认可以并存',
  words: '写法不同的领域、地域，法务判断不重叠',
};

/** What is stated with a paper and read by both sides. */
export const statedGrounds = ['consent', 'apart', 'decided'] as const satisfies readonly ClearanceGround[];
export type StatedGround = (typeof statedGrounds)[number];

/** Who says so for the owner: its approver that the earlier party agreed, its lawyer the rest. */
export const clearanceRoles = ['approver', 'legal'] as const satisfies readonly MemberRole[];
export const mayClearGrant = holds(...clearanceRoles);
/** Who reads what was said, and what is still to be said. */
export const maySeeClearances = holds('officer', 'approver', 'legal');

const statedBy = { consent: 'approver', apart: 'legal', decided: 'legal', words: 'legal' } as const;

/** Who judges whether words that differ mean different fields or territories. */
export const mayJudgeOverlap = holds('legal');

/** Each ground is one person's to state. A consent, which ends what another was promised, asks for a fresh second factor besides. */
export const mayStateGround = (actor: Actor, ground: StatedGround): boolean => hasRole(actor, statedBy[ground]);

/** Who looks again at what the lawyer says against the word of the earlier party: a second person, never who stated it. */
export const mayReviewClearance = holds('approver');
export const reviewOutcomes = ['approved', 'refused'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/**
 * What the party of an earlier contract has said so far against what was stated beside it for one other side: that it has not agreed
 * (`isDenied`), or within its days that the lawyer's finding is not so (`isDisputed`).
 */
export interface ClearanceCourse {
  readonly isDenied: boolean;
  readonly isDisputed: boolean;
}

/**
 * What can be stated next: the lawyer's word is heard once; after it was objected to, only the party's own consent or a decision clears the
 * way (design default, to be confirmed: `grant.denied_word`).
 */
export const groundsAfter = ({ isDisputed }: ClearanceCourse): readonly StatedGround[] =>
  isDisputed ? ['consent', 'decided'] : ['consent', 'apart'];

/** Whether a second person looks at it first: a decision, and the lawyer's word once the earlier party has denied. */
export const needsReview = (ground: ClearanceGround, { isDenied }: ClearanceCourse): boolean =>
  ground === 'decided' || (ground === 'apart' && isDenied);

/** Who says for the party of the earlier contract that it agreed, or that it did not: those who are told of what is claimed in its name. */
export const mayAnswerConsent = holds('officer', 'approver', 'legal');

/** Calendar days within which the party of an earlier contract answers what is claimed in its name (`consentStanding`). */
export const consentAnswerDays = 5;

/** Calendar days within which the party that denied objects to what the owner's lawyer says all the same (`clearanceStanding`). */
export const wordObjectionDays = 5;

/** The last day on which that party objects, counted from the day on which the second person approved and it was told. */
export const objectsUntil = (approvedOn: Day): Day => addDays(approvedOn, wordObjectionDays);

/** What was stated of an earlier contract, and what became of it. */
interface Stated {
  readonly ground: ClearanceGround;
  /** The day of the statement, on which the party of a consent is told. */
  readonly statedOn: Day;
  readonly isConfirmed: boolean;
  readonly isDenied: boolean;
  /** What the second person of the owner said of it, and when; null: nothing yet. */
  readonly review: { readonly outcome: ReviewOutcome; readonly on: Day } | null;
}

/**
 * `stands`: signed on. `review`: until a second person of the owner has looked at it. `waits`: for the earlier party, at the latest to the
 * end of `untilOn`, or without a last day until it confirms. `void`: it counts for nothing.
 */
export interface ClearanceStanding {
  readonly state: 'stands' | 'review' | 'waits' | 'void';
  /** The last day on which the earlier party is waited for; null where nobody is, or without end. */
  readonly untilOn: Day | null;
}

/**
 * Whether a statement beside an earlier contract counts on a day.
 *
 * A consent, which is another's to give, counts once that other confirms it on the page of his contract, or when he was told
 * `consentAnswerDays` calendar days before and said nothing; his denial voids it whenever it comes before the signatures (no statute gives
 * the days: design default, to be confirmed: `grant.consent_answer`). Stated on 12-01: it waits to the end of 12-06, and is signed on from
 * 12-07. Who has objected to the lawyer's word is not taken to agree by silence: his consent waits until he confirms it.
 *
 * `course` is what was said so far, and of what was signed resting on the statement what was said by then: a later denial takes nothing from
 * it. What was refused or objected to before it was signed counts never again, whatever is signed later.
 *
 * A lawyer's word counts at once while the earlier party has not denied. Once it has, a second person approves, the party is told, and has
 * `wordObjectionDays` calendar days to object: an objection in time voids it for good (design default, to be confirmed:
 * `grant.denied_word`). A decision counts once a second person has approved it.
 */
export function clearanceStanding(stated: Stated, course: ClearanceCourse, today: Day): ClearanceStanding {
  const { ground, review } = stated;
  if (ground === 'consent') return consentStanding(stated, course, today);
  const is = (state: ClearanceStanding['state'], untilOn: Day | null = null) => ({ state, untilOn });
  if (review?.outcome === 'refused' || (ground === 'apart' && course.isDisputed)) return is('void');
  if (ground === 'words' || (ground === 'apart' && !course.isDenied)) return is('stands');
  if (review === null) return is('review');
  if (ground === 'decided') return is('stands');
  const untilOn = objectsUntil(review.on);
  return is(today > untilOn ? 'stands' : 'waits', untilOn);
}

function consentStanding(
  { statedOn, isConfirmed, isDenied }: Stated,
  { isDisputed }: ClearanceCourse,
  today: Day,
): ClearanceStanding {
  const untilOn = addDays(statedOn, consentAnswerDays);
  if (isDenied) return { state: 'void', untilOn };
  if (isDisputed && !isConfirmed) return { state: 'waits', untilOn: null };
  return { state: isConfirmed || today > untilOn ? 'stands' : 'waits', untilOn };
}

const claimedWords: Readonly<Record<string, (until: string) => string>> = {
  'contract.consent_claimed': (until) =>
    `许可方登记：你单位书面同意它就同一成果另行签约。请最迟 ${until} 到合同页确认，或者声明没有同意；到期不答复的，对方可以签署：`,
  'contract.word_claimed': (until) =>
    `你单位声明没有同意以后，许可方的法务仍认为两份合同不重叠，意见书在合同页。有异议的请最迟 ${until} 提出；到期没有异议的，对方可以签署：`,
};

/** The notice of what is claimed, with the last day to answer; null of another kind, or of one sent before there was a day. */
export const claimedSentence = (kind: string, { until }: Readonly<Record<string, string>>): string | null =>
  until === undefined ? null : (claimedWords[kind]?.(until) ?? null);
