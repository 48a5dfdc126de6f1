import { canonicalJson } from './canonical-json.ts';
import type { PayLaterTerms } from './contract.ts';
import { plainTerms } from './plain-terms.ts';

/** What is bargained for separately: terms that stand or fall together are one clause. */
export const clauseKeys = [
  'kind',
  'rights',
  'scope',
  'term',
  'delivery',
  'trial',
  'milestones',
  'royalty',
  'payment',
  'security',
  'results',
  'confidentiality',
  'dispute',
  'own',
] as const;
export type ClauseKey = (typeof clauseKeys)[number];

export const clauseLabels: Readonly<Record<ClauseKey, string>> = {
  kind: '合同种类',
  rights: '涉及的知识产权',
  scope: '方式、地域与领域',
  term: '期限与提前终止',
  delivery: '交付与指导',
  trial: '试用',
  milestones: '里程碑款',
  royalty: '收入提成',
  payment: '开票、收款账户与逾期付款',
  security: '履约保障',
  results: '成果、改进与风险',
  confidentiality: '保密',
  dispute: '争议解决',
  own: '份数与其他约定',
};

/** Which terms make up each clause; every term but the schema's own version is in exactly one. */
export const clauseTerms = {
  kind: ['kind', 'subKind'],
  rights: ['rights'],
  scope: ['licenceKind', 'territory', 'fieldOfUse', 'products'],
  term: ['startsOn', 'termYears', 'stock'],
  delivery: ['deliverables', 'deliverWithinDays', 'guidanceDays'],
  trial: ['trial'],
  milestones: ['milestones'],
  royalty: ['royalty', 'audit', 'royaltyAwaits'],
  payment: ['invoicing', 'latePenaltyPpmPerDay', 'latePenaltyCapPpm', 'restDays', 'payee'],
  security: ['security'],
  results: ['improvements', 'results', 'risk'],
  confidentiality: ['confidentialityYears'],
  dispute: ['dispute'],
  own: ['ownClauses', 'copies'],
} as const satisfies Readonly<Record<ClauseKey, readonly (keyof PayLaterTerms)[]>>;

const pick = (terms: PayLaterTerms, key: ClauseKey): Partial<PayLaterTerms> =>
  Object.fromEntries(clauseTerms[key].flatMap((name) => (terms[name] === undefined ? [] : [[name, terms[name]]])));

/** The clauses that say something else in `after` than in `before`, in the order of the contract, judged as they are meant. */
export function changedClauses(before: PayLaterTerms, after: PayLaterTerms): ClauseKey[] {
  const [was, now] = [plainTerms(before), plainTerms(after)];
  return clauseKeys.filter((key) => canonicalJson(pick(was, key)) !== canonicalJson(pick(now, key)));
}

/**
 * `terms` with the named clauses as `from` has them. A term that `from` does not have is left out, so that nothing of the other
 * version stays behind.
 */
export function withClauses(terms: PayLaterTerms, from: PayLaterTerms, keys: readonly ClauseKey[]): PayLaterTerms {
  const gone = new Set<string>(keys.flatMap((key) => [...clauseTerms[key]]));
  const kept = Object.fromEntries(Object.entries(terms).filter(([name]) => !gone.has(name)));
  return Object.assign(kept, ...keys.map((key) => pick(from, key))) as PayLaterTerms;
}

/** What happened to one clause in the bargain: proposed with a version, accepted, kept as it was, or taken back. */
export const clauseMoves = ['proposed', 'accepted', 'kept', 'withdrawn'] as const;
export type ClauseMove = (typeof clauseMoves)[number];

export const clauseMoveLabels: Readonly<Record<ClauseMove, string>> = {
  proposed: '提出修改',
  accepted: '接受',
  kept: '不接受，保留原条款',
  withdrawn: '收回修改',
};
