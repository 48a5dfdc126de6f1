import { givesTechnology, kindOf } from './contract-kind.ts';
import { rightKey } from './contract-rights.ts';
import { licenceKindLabels, type LicenceKind, type PayLaterTerms } from './contract.ts';
import type { Day } from './days.ts';
import { plainTerms } from './plain-terms.ts';

/** What a contract gives of an achievement and its rights, where, for what, from when to when. */
export interface Grant {
  readonly achievementId: string;
  readonly licenseeOrgId: string;
  readonly terms: Pick<PayLaterTerms, 'kind' | 'licenceKind' | 'territory' | 'fieldOfUse' | 'rights' | 'ownClauses'>;
  readonly startOn: Day;
  readonly endOn: Day;
}

/** `yes`: the two truly meet. `maybe`: their words do not say. */
type Overlap = 'yes' | 'maybe' | 'no';

/** A grant that stands: signed by both, or on its way to that at the e-sign provider. */
export interface LiveGrant extends Grant {
  readonly contractNo: string;
}

/** `block`: both cannot be kept. `warn`: somebody has to look. */
export interface GrantConflict {
  readonly severity: 'block' | 'warn';
  readonly against: LicenceKind | 'transfer';
  readonly reason: 'given_away' | 'promised' | 'unclear' | 'runs_on' | 'runs_beside' | 'same_party';
}

const plain = (words: string): string => words.normalize('NFKC').replaceAll(/[\s,，。、;；]/g, '');

const abroad = /境外|海外|国外/;
const everywhere = /^$|中国|全国|境内|国内|全球|世界|不限/;
const everything = /^$|不限|全部|所有|任何|各领域/;
const provinces =
  '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾'.split(
    ' ',
  );

/** Words that take something out of what they name: what is left nobody can tell from the words. */
const excepts = /除|以外|之外|不含|不包括|另有/;

const holds = (a: string, b: string): boolean => a.includes(b) || b.includes(a);

/** Whether two territories meet. 中国境内 and 甘肃省: yes. 甘肃省 and 陕西省: no. 西北五省 and 甘肃省, 中国（甘肃省除外） and 甘肃省: maybe. */
export function territoriesMeet(one: string, other: string): Overlap {
  const [a, b] = [plain(one), plain(other)];
  if (excepts.test(a) || excepts.test(b)) return a === b ? 'yes' : 'maybe';
  if (abroad.test(a) || abroad.test(b)) return a === b ? 'yes' : 'maybe';
  if (everywhere.test(a) || everywhere.test(b) || holds(a, b)) return 'yes';
  const [here, there] = [a, b].map((words) => provinces.filter((name) => words.includes(name)));
  if (here === undefined || there === undefined || here.length === 0 || there.length === 0) return 'maybe';
  return here.some((name) => there.includes(name)) ? 'maybe' : 'no';
}

/** Whether two fields of use meet. Words that differ may still mean the same: 淀粉加工 and 变性淀粉: maybe. */
export function fieldsMeet(one: string, other: string): Overlap {
  const [a, b] = [plain(one), plain(other)];
  if (excepts.test(a) || excepts.test(b)) return a === b ? 'yes' : 'maybe';
  return everything.test(a) || everything.test(b) || holds(a, b) ? 'yes' : 'maybe';
}

/** Whether two contracts are about one thing: a right that both name, or one achievement of which they say no more. */
function objectsMeet(one: Grant, other: Grant): Overlap {
  const isSame = one.achievementId === other.achievementId;
  const [a, b] = [one, other].map(({ terms }) => (terms.rights ?? []).map(rightKey));
  if (a === undefined || b === undefined || a.length === 0 || b.length === 0) return isSame ? 'yes' : 'no';
  if (a.some((key) => b.includes(key))) return 'yes';
  return isSame ? 'maybe' : 'no';
}

const all = (...parts: readonly Overlap[]): Overlap =>
  parts.includes('no') ? 'no' : parts.includes('maybe') ? 'maybe' : 'yes';

/** The clauses of the parties' own name the other contract by its number: who signs has read that it goes on. */
const isNamed = ({ ownClauses }: Grant['terms'], contractNo: string): boolean =>
  (ownClauses ?? []).some((clause) => clause.normalize('NFKC').toUpperCase().includes(contractNo));

/**
 * What stands between a grant that is to be signed and a live one of the same owner; null where both can be kept. 独占 and 排他 promise
 * one licensee (最高法 技术合同解释 art. 25): another licence within the same object, territory, field and term breaks the promise. What was
 * assigned away is no longer the owner's to give. An older 普通 licence goes on beside a later licence to one, and any older licence beside
 * an assignment (ibid. art. 24): so these are refused, too, unless a clause of the parties' own excepts the older contract by its number.
 * Where the words do not say whether the two meet, or the other party is the same one, it is told and not forbidden (what words meet:
 * design default, to be confirmed: `grant.overlap`).
 * 独占 after 独占, both 全国: block, promised. 独占 in 陕西省 after 独占 in 甘肃省: null. 普通 beside 普通: null.
 */
export function grantConflict(next: Grant, live: LiveGrant): GrantConflict | null {
  const [wanted, given] = [kindOf(next.terms), kindOf(live.terms)];
  if (!givesTechnology(wanted) || !givesTechnology(given)) return null;
  const against = given === 'transfer' ? 'transfer' : live.terms.licenceKind;
  const overlap = overlapOf(next, live);
  if (overlap === 'no') return null;
  const reason = reasonOf(next, against);
  if (reason === null) return null;
  if (next.licenseeOrgId === live.licenseeOrgId) return { severity: 'warn', against, reason: 'same_party' };
  if (overlap === 'maybe') return { severity: 'warn', against, reason: 'unclear' };
  return isCurable({ reason }) && isNamed(next.terms, live.contractNo) ? null : { severity: 'block', against, reason };
}

function overlapOf(next: Grant, live: Grant): Overlap {
  const object = objectsMeet(next, live);
  // What was assigned stays so, for good and everywhere; who buys takes it as far as licences still run.
  if (kindOf(live.terms) === 'transfer') return object;
  if (live.endOn < next.startOn) return 'no';
  if (kindOf(next.terms) === 'transfer') return object;
  return all(
    object,
    next.endOn < live.startOn ? 'no' : 'yes',
    territoriesMeet(next.terms.territory, live.terms.territory),
    fieldsMeet(next.terms.fieldOfUse, live.terms.fieldOfUse),
  );
}

function reasonOf({ terms }: Grant, against: GrantConflict['against']): GrantConflict['reason'] | null {
  if (against === 'transfer') return 'given_away';
  if (kindOf(terms) === 'transfer') return 'runs_on';
  if (against !== 'non_exclusive') return 'promised';
  return terms.licenceKind === 'non_exclusive' ? null : 'runs_beside';
}

/** Whether the terms can put it right themselves: by naming the contract that goes on. */
export const isCurable = ({ reason }: Pick<GrantConflict, 'reason'>): boolean =>
  reason === 'runs_on' || reason === 'runs_beside';

/**
 * Whether a change of a signed contract gives something else than the contract did. Rights that are named for the first time are no
 * other object.
 */
export function changesGrant(signed: PayLaterTerms, changed: PayLaterTerms): boolean {
  const [before, after] = [plainTerms(signed), plainTerms(changed)];
  const rights = (terms: PayLaterTerms) => (before.rights === undefined ? [] : (terms.rights ?? []).map(rightKey));
  const grantOf = (terms: PayLaterTerms): string =>
    JSON.stringify([terms.licenceKind, terms.territory, terms.fieldOfUse, terms.termYears, rights(terms).toSorted()]);
  return grantOf(before) !== grantOf(after);
}

const except = '要签，请在“其他约定”里写明那份合同的编号和它继续有效、除外于本合同，或者先了结它。';
const reasonWords: Readonly<Record<GrantConflict['reason'], string>> = {
  given_away: '已经转让出去的，不能再许可或者转让。',
  promised: '标的、地域、领域和期限重叠，不能再许可别人。',
  unclear: '两份合同的范围是否重叠，从文字上看不出来，请核对。',
  runs_on: `转让不影响它继续有效，受让人要知道。${except}`,
  runs_beside: `它在期限内继续有效，独占或者排他许可不能把它排除在外。${except}`,
  same_party: '对方就是本合同的对方，请核对两份合同怎样衔接。',
};

/** The conflict in a sentence; who may not know of the other contract reads no number. */
export function conflictWords({ against, reason }: GrantConflict, contractNo: string | null): string {
  const what = against === 'transfer' ? '转让' : licenceKindLabels[against];
  return `同一成果或者权利已有一项有效的${what}${contractNo === null ? '' : `（${contractNo}）`}：${reasonWords[reason]}`;
}
