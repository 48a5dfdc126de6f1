import { addMonths, type Day } from './days.ts';
import { patentYears } from './patent-number.ts';

export const patentKinds = ['invention', 'utility_model', 'design'] as const;
export type PatentKind = (typeof patentKinds)[number];
export const patentKindLabels: Readonly<Record<PatentKind, string>> = {
  invention: '发明专利',
  utility_model: '实用新型',
  design: '外观设计',
};

/** Where a patent stands by the register. `ceased`: the fee was not paid or the term is over; `invalid`: declared void. */
export const patentStatuses = ['pending', 'granted', 'pledged', 'refused', 'withdrawn', 'ceased', 'invalid'] as const;
export type PatentStatus = (typeof patentStatuses)[number];
export const patentStatusLabels: Readonly<Record<PatentStatus, string>> = {
  pending: '审查中',
  granted: '有效',
  pledged: '有效，已质押',
  refused: '驳回',
  withdrawn: '撤回',
  ceased: '终止',
  invalid: '宣告无效',
};

/** What a source says of one patent. */
export interface PatentFacts {
  readonly number: string;
  /** The number it is also known by, where the source tells both: the application's and the publication's. */
  readonly otherNumber: string | null;
  readonly title: string;
  readonly type: PatentKind;
  readonly owner: string;
  readonly status: PatentStatus;
  readonly filedOn: Day | null;
  readonly grantedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly paidUntilOn: Day | null;
}

/** Words of exports and registers for each status; the first that stands in the text counts, so the order matters. */
const statusWords: readonly (readonly [PatentStatus, RegExp])[] = [
  ['invalid', /宣告无效|全部无效|已无效|^无效$/],
  ['ceased', /终止|失效|届满|未缴年费|放弃|恢复期满/],
  ['withdrawn', /撤回|视撤/],
  ['refused', /驳回/],
  ['pledged', /质押/],
  ['granted', /授权|有效|维持|恢复|部分无效|无效宣告|许可备案|专利权的?转移/],
  ['pending', /审中|审查|公开|公布|受理|实审|申请|等待/],
];

/**
 * Reads a legal status as databases write it. '专利权终止（未缴年费）' → ceased, '实质审查的生效' → pending, '专利权维持' →
 * granted; null where no word is known.
 */
export function readPatentStatus(text: string): PatentStatus | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return statusWords.find(([, words]) => words.test(plain))?.[0] ?? null;
}

/** Reads a kind. '发明授权', '中国发明专利' → invention; null where no word is known. */
export function readPatentKind(text: string): PatentKind | null {
  const plain = text.normalize('NFKC');
  if (plain.includes('发明')) return 'invention';
  if (plain.includes('实用新型')) return 'utility_model';
  return plain.includes('外观') ? 'design' : null;
}

type Term = Pick<PatentFacts, 'type' | 'filedOn' | 'expiresOn'>;

/** The last day of protection: as stated, else filing plus 20, 10 or 15 years (专利法 art. 42). Null where neither is known. */
export const expiryOf = ({ type, filedOn, expiresOn }: Term): Day | null =>
  expiresOn ?? (filedOn === null ? null : addMonths(filedOn, (patentYears[type] ?? 20) * 12));

/** States of a register in which a patent protects nothing. */
export const patentStatusesDead: readonly PatentStatus[] = ['refused', 'withdrawn', 'ceased', 'invalid'];

/** True for a patent on which no licence can rest any more: the register says so, or its term has passed. */
export function isLapsed(facts: Term & Pick<PatentFacts, 'status'>, today: Day): boolean {
  const expiry = expiryOf(facts);
  return patentStatusesDead.includes(facts.status) || (expiry !== null && expiry < today);
}

/** Months before the end of protection, or of the paid fee, at which the list begins to say so. */
const soonMonths = 6;

/** True where the annual fee or the term ends within six months of a patent that still stands. */
export function endsSoon(facts: Term & Pick<PatentFacts, 'status' | 'paidUntilOn'>, today: Day): boolean {
  if (isLapsed(facts, today) || facts.status === 'pending') return false;
  const limit = addMonths(today, soonMonths);
  return [expiryOf(facts), facts.paidUntilOn].some((day) => day !== null && day <= limit);
}

/** True where the owner of the register is another one: names are compared without brackets, blanks and width. */
export function isOwnedBy(owner: string, orgName: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').replace(/[\s()·]/g, '');
  return owner.split(/[;；,，、|]/).some((name) => plain(name) === plain(orgName));
}
