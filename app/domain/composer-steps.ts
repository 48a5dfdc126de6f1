import { type ComposerForm, milestonesOfKind } from './composer-form.ts';
import { newTerms, royaltyBases, usualDeductions } from './contract.ts';
import { canonicalJson } from './canonical-json.ts';
import type { MilestoneForm, RoyaltyForm } from './contract-form.ts';
import type { ClauseKey } from './contract-clauses.ts';
import {
  type ContractKind,
  contractKinds,
  contractSubKinds,
  givesTechnology,
  mayHaveRoyalty,
  trialOf,
} from './contract-kind.ts';
import { areUsual } from './usual-milestones.ts';

/** The steps of the composer in the order of the contract. */
export const composerSteps = ['kind', 'scope', 'trial', 'milestones', 'royalty', 'other', 'review'] as const;
export type ComposerStep = (typeof composerSteps)[number];

/** Which fields of the form a step shows; the others are kept as they are in the draft. */
const fields = {
  kind: ['kind', 'subKind'],
  scope: [
    'rights',
    'licenceKind',
    'territory',
    'fieldOfUse',
    'products',
    'startsOn',
    'termYears',
    'stock',
    'deliverables',
    'deliverWithinDays',
    'guidanceDays',
  ],
  trial: ['trial'],
  milestones: ['milestones'],
  royalty: ['royalty', 'audit', 'sales', 'scenarios'],
  other: [
    'improvements',
    'results',
    'risk',
    'confidentialityYears',
    'latePenaltyPerDay',
    'latePenaltyCap',
    'invoicing',
    'restDays',
    'dispute',
    'security',
    'copies',
    'payee',
    'ownClauses',
  ],
  review: ['reasons', 'change'],
} as const satisfies Readonly<Record<ComposerStep, readonly (keyof ComposerForm)[]>>;

/** What the form's kind says, or a pay-later licence where it says nothing. */
export const kindOfForm = ({ kind }: Pick<ComposerForm, 'kind'>): ContractKind =>
  contractKinds.find((word) => word === kind) ?? 'pay_later';

/** The steps that a contract of this kind has: no trial in a service, no share of revenue in advice. */
export const stepsOf = (kind: ContractKind): ComposerStep[] =>
  composerSteps.filter((step) => {
    if (step === 'trial') return trialOf(kind) !== 'none';
    return step !== 'royalty' || mayHaveRoyalty(kind);
  });

/** What each step is called; the fixed sums of a pay-later licence are milestones. */
export function stepLabel(step: ComposerStep, kind: ContractKind): string {
  if (step === 'milestones' && kind !== 'pay_later') return '价款与节点';
  return {
    kind: '合同种类',
    scope: kind === 'pay_later' || kind === 'licence' ? '许可什么' : '内容与范围',
    trial: '试用',
    milestones: '里程碑',
    royalty: '收入提成',
    other: '其他约定',
    review: '核对并发出',
  }[step];
}

/** The draft with the fields of one step as they were sent; what the step does not show stays. */
export const mergeStep = (draft: ComposerForm, step: ComposerStep, sent: ComposerForm): ComposerForm => ({
  ...draft,
  ...Object.fromEntries(fields[step].map((name) => [name, sent[name]])),
});

/** What a step shows of the form: its own fields; the last step, on which all is looked at, the whole. */
export const shownOn = (form: ComposerForm, step: ComposerStep): Partial<ComposerForm> =>
  step === 'review' ? form : Object.fromEntries(fields[step].map((name) => [name, form[name]]));

/** What a base takes off of itself, where nobody wrote into what the former base takes off: a profit has costs, net sales have deductions. */
function withCostsOf(before: RoyaltyForm, sent: RoyaltyForm): RoyaltyForm {
  const usualOf = (base: string) => usualDeductions[royaltyBases.find((word) => word === base) ?? 'net_sales'];
  if (before.base === sent.base) return sent;
  const written = sent.deductions.filter(({ name, cap }) => name !== '' || cap !== '');
  const usual = usualOf(before.base);
  const isUntouched =
    written.length === usual.length && written.every(({ name, cap }, i) => name === usual[i] && cap === '');
  return isUntouched ? { ...sent, deductions: usualOf(sent.base).map((name) => ({ name, cap: '' })) } : sent;
}

/** The years that a form begins with: advice and services end with their report, a technology is used for longer. */
const usualTermYears = (kind: ContractKind): string =>
  kind === 'consulting' || kind === 'service' ? '1' : String(newTerms.termYears);

const isWork = (kind: ContractKind): boolean => kind === 'consulting' || kind === 'service';
const withoutSum = (row: MilestoneForm): MilestoneForm => ({ ...row, amount: '' });

/**
 * Steps of a first proposal in which the price stands as the platform filled it in, with where from: `isListed` from the listing, false
 * from the achievement's record, null the usual. Nobody has looked at them yet, however complete they are.
 */
export function prefilledSteps(
  form: ComposerForm,
  start: ComposerForm,
  isListed: boolean | null,
): Partial<Record<ComposerStep, string>> {
  const from = isListed === null ? '平台常用的' : isListed ? '挂牌价格' : '成果登记的价格';
  const says = `取自${from}，请核对。`;
  const isSame = (of: (one: ComposerForm) => unknown) => canonicalJson(of(form)) === canonicalJson(of(start));
  const isPriced = form.milestones.some(({ amount }) => amount !== '');
  return {
    ...(isListed !== null && isPriced && isSame(({ milestones }) => milestones) ? { milestones: says } : {}),
    ...(form.royalty.kind !== 'none' &&
    isSame(({ royalty }) => ({ ...royalty, deductions: royalty.deductions.filter(isFilled) }))
      ? { royalty: says }
      : {}),
  };
}

/**
 * The same of a contract drafted after a sale in public: its price is the sale's, how it is paid nobody has taken over from the notice yet.
 */
export const prefilledAfterSale = (
  { milestones }: Pick<ComposerForm, 'milestones'>,
  start: Pick<ComposerForm, 'milestones'>,
): Partial<Record<ComposerStep, string>> =>
  canonicalJson(milestones) === canonicalJson(start.milestones)
    ? { milestones: '成交价取自成交结果，付款请照公告改。' }
    : {};

const isFilled = ({ name, cap }: RoyaltyForm['deductions'][number]): boolean => name !== '' || cap !== '';

/**
 * The rights that are ticked before anybody chose, of all that could be: work that is sold gives none of them, unless somebody ticks it.
 */
const usualRights = (kind: ContractKind, all: readonly string[]): string[] => (givesTechnology(kind) ? [...all] : []);

/** Choices that cannot be emptied once made: where nothing came, the step of this kind did not show them. */
const choices = ['licenceKind', 'results', 'risk'] as const satisfies readonly (keyof ComposerForm)[];

/**
 * The draft with what a browser sent of one step. What the step does not show for this kind of contract stays, so that a kind can
 * be tried and left again. Another kind lets go of a finer sort that is none of its own, and brings its own payments and years where
 * nobody has written into those of the former kind. `all`: the rights that a first proposal could name; null of a later version.
 */
export function mergeSent(
  draft: ComposerForm,
  step: ComposerStep,
  sent: ComposerForm,
  all: readonly string[] | null = null,
): ComposerForm {
  const kept = Object.fromEntries(choices.flatMap((name) => (sent[name] === '' ? [[name, draft[name]]] : [])));
  const royalty = step === 'royalty' ? withCostsOf(draft.royalty, sent.royalty) : sent.royalty;
  const merged = mergeStep(draft, step, { ...sent, ...kept, royalty, rights: sent.rights ?? draft.rights });
  if (step !== 'kind') return merged;
  const kind = kindOfForm(merged);
  const subKind = contractSubKinds[kind].includes(merged.subKind) ? merged.subKind : '';
  const isUntouched = areUsual(merged.milestones, kindOfForm(draft));
  // What a licence costs is no price of a report, nor the other way round.
  const before = isWork(kind) === isWork(kindOfForm(draft)) ? merged.milestones : merged.milestones.map(withoutSum);
  const milestones = isUntouched ? milestonesOfKind(before, kind) : merged.milestones;
  const isUsualTerm = merged.termYears === usualTermYears(kindOfForm(draft));
  const areUsualRights =
    all !== null && canonicalJson(draft.rights) === canonicalJson(usualRights(kindOfForm(draft), all));
  return {
    ...merged,
    subKind,
    milestones,
    termYears: isUsualTerm ? usualTermYears(kind) : merged.termYears,
    rights: areUsualRights ? usualRights(kind, all) : merged.rights,
  };
}

/** The step on which a complaint is put right: `milestones[0].amount` → 'milestones'. What concerns no field: the last. */
export function stepOfPath(path: string): ComposerStep {
  const head = /^\w+/.exec(path)?.[0] ?? '';
  return composerSteps.find((step) => fields[step].some((name) => name === head)) ?? 'review';
}

/** The step after this one of those that there are, itself at the end. */
export const stepAfter = (step: ComposerStep, steps: readonly ComposerStep[]): ComposerStep =>
  steps[steps.indexOf(step) + 1] ?? 'review';

/** On which step each clause is written. */
export const stepOfClause: Readonly<Record<ClauseKey, ComposerStep>> = {
  kind: 'kind',
  rights: 'scope',
  scope: 'scope',
  term: 'scope',
  delivery: 'scope',
  trial: 'trial',
  milestones: 'milestones',
  royalty: 'royalty',
  payment: 'other',
  security: 'other',
  results: 'other',
  confidentiality: 'other',
  dispute: 'other',
  own: 'other',
};

/** The articles in which one reads what a step writes, by title, for licences and for the other kinds. */
export const articlesOfStep: Readonly<Record<ComposerStep, readonly string[]>> = {
  kind: ['许可方式、范围与期限', '合同内容、范围与期限'],
  scope: [
    '当事人与标的',
    '许可方式、范围与期限',
    '合同内容、范围与期限',
    '交付与指导',
    '变更、中止、解除与退出',
    '用语与附件',
  ],
  trial: ['试用'],
  milestones: ['价款与支付方式', '里程碑款'],
  royalty: ['收入提成', '账目与查阅'],
  other: ['逾期付款', '后续改进', '保密', '争议解决', '履约保障', '税费、登记与收款账户', '生效与份数', '其他约定'],
  review: [],
};

export const isStep = (value: unknown): value is ComposerStep => composerSteps.some((step) => step === value);
