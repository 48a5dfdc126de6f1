import { rightId } from './contract-rights.ts';
import { licenceKindLabels, type PayLaterTerms } from './contract.ts';
import type { Day } from './days.ts';
import { type Given, givenBy, givenDifference } from './given-difference.ts';
import { excepts, type Overlap, territoriesMeet } from './territory.ts';

/** What a contract gives of an achievement and its rights, where, for what, from when to when. */
export interface Grant {
  readonly achievementId: string;
  readonly licenseeOrgId: string;
  readonly terms: Pick<
    PayLaterTerms,
    'kind' | 'licenceKind' | 'territory' | 'fieldOfUse' | 'rights' | 'royalty' | 'ownClauses'
  >;
  readonly startOn: Day;
  readonly endOn: Day;
}

/** A grant that stands: signed by both, or on its way to that at the e-sign provider. */
export interface LiveGrant extends Grant {
  readonly contractNo: string;
  /** The owner has said, with what shows it, why what is to be signed goes beside it. Absent: not. */
  readonly isCleared?: boolean;
  /** The owner's lawyer has read the two and says that their fields or territories, which differ in words alone, do not meet. */
  readonly isJudged?: boolean;
  /** Its party has said that it did not agree: what differs in words alone is then no less than what meets. */
  readonly isDenied?: boolean;
  /** The owner has said it, and somebody else has still to look at it or to answer. */
  readonly pending?: PendingClearance | null;
}

/**
 * For what a statement of the owner waits: the earlier party's answer to a consent in its name, its objection to what the owner's lawyer
 * says, or the owner's second person.
 */
export interface PendingClearance {
  readonly what: 'consent' | 'objection' | 'review';
  /** The last day of it; null where there is none. */
  readonly untilOn: Day | null;
}

/**
 * What puts a conflict right next: the owner's lawyer, who judges words that differ, a clause that names the earlier contract, the owner's statement why the two go side by side, a second
 * person's review of it, or the answer of the earlier contract's party.
 */
export type GrantCure = 'judge' | 'name' | 'clear' | 'review' | 'wait';

/** `block`: both cannot be kept. `warn`: somebody has to look. */
export interface GrantConflict {
  readonly severity: 'block' | 'warn';
  readonly against: Given;
  readonly reason: 'given_away' | 'promised' | 'unclear' | 'runs_on' | 'runs_beside' | 'same_party' | 'work';
  /** Null: nothing that is written in the terms does, or nothing has to. */
  readonly cure: GrantCure | null;
  /** Where a review or an answer is waited for. */
  readonly pending?: PendingClearance;
}

const plain = (words: string): string => words.normalize('NFKC').replaceAll(/[\s,，。、;；]/g, '');
const everything = /^$|不限|全部|所有|任何|各领域/;

/** Whether two fields of use meet. Words that differ may still mean the same: 淀粉加工 and 变性淀粉: maybe. */
export function fieldsMeet(one: string, other: string): Overlap {
  const [a, b] = [plain(one), plain(other)];
  if (a === b) return 'yes';
  if (excepts.test(a) || excepts.test(b)) return 'maybe';
  return everything.test(a) || everything.test(b) || a.includes(b) || b.includes(a) ? 'yes' : 'maybe';
}

/** Whether two contracts are about one thing: a right that both name, or one achievement of which they say no more. */
function objectsMeet(one: Grant, other: Grant): Overlap {
  const isSame = one.achievementId === other.achievementId;
  const [a, b] = [one, other].map(({ terms }) => (terms.rights ?? []).map(rightId));
  if (a === undefined || b === undefined || a.length === 0 || b.length === 0) return isSame ? 'yes' : 'no';
  if (a.some((id) => b.includes(id))) return 'yes';
  return isSame ? 'maybe' : 'no';
}

const all = (...parts: readonly Overlap[]): Overlap =>
  parts.includes('no') ? 'no' : parts.includes('maybe') ? 'maybe' : 'yes';

/** Who gives nothing of an achievement gives nothing that another could contradict. */
export const grants = (terms: Grant['terms']): boolean => givenBy(terms) !== null;

/** The clauses of the parties' own name the other contract by its number: who signs has read that it goes on. */
const isNamed = ({ ownClauses }: Grant['terms'], contractNo: string): boolean =>
  (ownClauses ?? []).some((clause) => clause.normalize('NFKC').toUpperCase().includes(contractNo));

/**
 * What stands between a grant that is to be signed and a live one of the same owner; null where both can be kept. 独占 and 排他 promise
 * one licensee (最高法 技术合同解释 art. 25): another licence within the same object, territory, field and term breaks the promise. What was
 * assigned away is no longer the owner's to give. Both can be put right, for lawyers divide a market by more than words: a clause names
 * the earlier contract, and the owner states that its party agrees or that the two do not meet (`isCleared`), which may wait for that party or
 * for the owner's second person (`pending`); a second assignment cannot.
 * An older 普通 licence goes on beside a later licence to one, and any older licence beside an assignment (ibid. art. 24): there a clause
 * that excepts the older contract by its number is enough. Where fields or territories differ in words alone,
 * nobody has said that they do not meet: the owner's lawyer judges it before anybody signs (`isJudged`). Where other rights of the same
 * achievement are named, the other party is the same one, or one of them is work that names rights, it is told and not forbidden (what
 * words meet, and what clears a conflict: design default, to be confirmed: `grant.overlap`).
 * 独占 after 独占, both 全国: block, promised. 独占 in 陕西省 after 独占 in 甘肃省: null. 普通 beside 普通: null.
 */
export function grantConflict(next: Grant, live: LiveGrant): GrantConflict | null {
  const [wanted, against] = [givenBy(next.terms), givenBy(live.terms)];
  if (wanted === null || against === null) return null;
  const overlap = overlapOf(next, live);
  const reason = reasonOf(wanted, against);
  if (overlap === 'no' || reason === null) return null;
  const told = { severity: 'warn', against, cure: null } as const;
  if (next.licenseeOrgId === live.licenseeOrgId) return { ...told, reason: 'same_party' };
  if (wanted === 'work' || against === 'work') return { ...told, reason: 'work' };
  if (overlap === 'maybe' && objectsMeet(next, live) === 'maybe') return { ...told, reason: 'unclear' };
  if (overlap === 'maybe' && live.isDenied !== true) {
    if (live.isJudged === true || live.isCleared === true) return null;
    return { severity: 'block', against, reason: 'unclear', cure: 'judge' };
  }
  const block = { severity: 'block', against, reason } as const;
  if (reason === 'given_away' && wanted === 'transfer') return { ...block, cure: null };
  if (!isNamed(next.terms, live.contractNo)) return { ...block, cure: 'name' };
  const isClear = reason === 'runs_on' || reason === 'runs_beside' || live.isCleared === true;
  if (isClear) return null;
  const { pending } = live;
  if (pending == null) return { ...block, cure: 'clear' };
  return { ...block, cure: pending.what === 'review' ? 'review' : 'wait', pending };
}

function overlapOf(next: Grant, live: Grant): Overlap {
  const object = objectsMeet(next, live);
  // What was assigned stays so, for good and everywhere; who buys takes it as far as licences still run.
  if (givenBy(live.terms) === 'transfer') return object;
  if (live.endOn < next.startOn) return 'no';
  if (givenBy(next.terms) === 'transfer') return object;
  return all(
    object,
    next.endOn < live.startOn ? 'no' : 'yes',
    territoriesMeet(next.terms.territory, live.terms.territory),
    fieldsMeet(next.terms.fieldOfUse, live.terms.fieldOfUse),
  );
}

const isForOne = (given: Given): boolean => given === 'exclusive' || given === 'sole';

function reasonOf(wanted: Given, against: Given): GrantConflict['reason'] | null {
  if (against === 'transfer') return 'given_away';
  if (wanted === 'transfer') return 'runs_on';
  if (isForOne(against)) return 'promised';
  return isForOne(wanted) ? 'runs_beside' : null;
}

/** Whether a change of a signed contract gives something else than the contract did. Rights that are named for the first time are no other object. */
export const changesGrant = (signed: PayLaterTerms, changed: PayLaterTerms): boolean =>
  givenDifference(signed, changed, null).size > 0;

const except = '要签，请在“其他约定”里写明那份合同的编号和它继续有效、除外于本合同，或者先了结它。';
const divide: Readonly<Record<'name' | 'clear', string>> = {
  name: '先在“其他约定”里写明那份合同的编号、两份合同怎样划分，发出以后再由许可方法务或者审批人在合同页的“在先合同”里说明。',
  clear:
    '条款已经写明那份合同；发给对方以后、确认和签署以前，还要由许可方法务或者审批人在合同页的“在先合同”里说明（变更先不签署，只发给对方）。',
};
const reasonWords: Readonly<Record<GrantConflict['reason'], string>> = {
  given_away: '已经转让出去的，不能再许可或者转让。',
  promised: '从文字上看，标的、地域、领域和期限重叠，不能再许可别人。',
  unclear: '两份合同的范围是否重叠，从文字上看不出来。',
  runs_on: `转让不影响它继续有效，受让人要知道。${except}`,
  runs_beside: `它在期限内继续有效，独占或者排他许可不能把它排除在外。${except}`,
  same_party: '对方就是本合同的对方，请核对两份合同怎样衔接。',
  work: '有一份是开发、咨询或者服务合同，写明了知识产权；是不是要给对方使用、和许可怎样衔接，请核对。',
};
const againstWords: Readonly<Record<Given, string>> = {
  ...licenceKindLabels,
  transfer: '转让',
  use: '开发合同',
  work: '开发、咨询或者服务合同',
};

/** The conflict in a sentence, for who may know of the other contract. */
export function conflictWords(conflict: GrantConflict, contractNo: string): string {
  const { against, reason, cure } = conflict;
  if (conflict.pending !== undefined) return `和 ${contractNo} 并存：${pendingWords(conflict.pending)}`;
  if (cure === 'judge')
    return `同一成果或者权利已有一项有效的${againstWords[against]}（${contractNo}）：${reasonWords[reason]}领域或者地域写法不同，不等于不重叠：签署以前，由许可方法务在合同页的“在先合同”里写明判断。`;
  const check = reason === 'unclear' ? '请核对。' : '';
  const isDivided = reason === 'promised' || reason === 'given_away';
  const way =
    isDivided && (cure === 'name' || cure === 'clear')
      ? `在先的被许可方、受让人书面同意，或者法务认为两份合同实际不重叠的，可以签：${divide[cure]}`
      : '';
  return `同一成果或者权利已有一项有效的${againstWords[against]}（${contractNo}）：${reasonWords[reason]}${check}${way}`;
}

/** For whom a statement beside an earlier contract waits, in a sentence that says nothing of that contract. */
function pendingWords({ what, untilOn }: PendingClearance): string {
  if (what === 'review') return '许可方法务的说明已经提交，等许可方另一名审批人复核；复核以前，不能签署。';
  if (what === 'objection')
    return `许可方法务认为两份合同不重叠，在先的被许可方（受让人）已经收到意见书，最迟到 ${untilOn ?? ''} 可以提出异议；这一天过去以前，不能签署，提出异议的按争议处理。`;
  return untilOn === null
    ? '在先的被许可方（受让人）提出过异议，它的书面同意要由它自己确认；确认以前，不能签署。'
    : `在先的被许可方（受让人）的书面同意已经登记，等它确认，最迟到 ${untilOn}；它确认以前、或者这一天过去以前，不能签署。`;
}

/** The same for who may not: it says neither what was given nor to whom, only that the owner has to look, or until when is waited. */
export const hiddenWords = (conflict: GrantConflict): string =>
  conflict.pending === undefined ? hiddenConflict : pendingWords(conflict.pending);

export const hiddenConflict = '完成单位就同一成果或者权利另有安排，这份条款现在不能往下办，请与完成单位核对。';
