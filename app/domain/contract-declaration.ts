import type { ContractSide } from './contract-deeds.ts';

/** What one party declares on a signed contract. */
export const declarationEvents = [
  'suspend',
  'resume',
  'terminate',
  'demand',
  'cure',
  'buy_out',
  'end_by_agreement',
  'extend_trial',
  'lose_rights',
  'restore_rights',
  'first_sale',
] as const;
export type DeclarationEvent = (typeof declarationEvents)[number];

export const declarationLabels: Readonly<Record<DeclarationEvent, string>> = {
  suspend: '中止履行',
  resume: '恢复履行',
  terminate: '解除合同',
  demand: '违约催告',
  cure: '违约已补正',
  buy_out: '买断提成',
  end_by_agreement: '协商解除',
  extend_trial: '延长试用',
  lose_rights: '权利失效',
  restore_rights: '失效被撤销',
  first_sale: '首次销售',
};

/** Declarations that bind nobody before the other side has said yes: Civil Code art. 543 and 562. */
const askedEvents = [
  'end_by_agreement',
  'extend_trial',
  'lose_rights',
  'restore_rights',
] as const satisfies DeclarationEvent[];
export type AskedEvent = (typeof askedEvents)[number];
export const isAsked = (event: DeclarationEvent): event is AskedEvent => askedEvents.some((asked) => asked === event);

export const declarationAnswers = ['accepted', 'refused', 'withdrawn'] as const;
export type DeclarationAnswer = (typeof declarationAnswers)[number];
const declarationAnswerLabels: Readonly<Record<DeclarationAnswer, string>> = {
  accepted: '对方已同意',
  refused: '对方不同意',
  withdrawn: '已收回',
};

/** On what a declaration rests: a dispute or an event of the rights suspends; Civil Code art. 562–563 and 873 for termination. */
export const declarationGrounds = [
  'rights_changed',
  'disputed',
  'cause_gone',
  'trial_exit',
  'trial_silence',
  'breach',
  'rights_lost',
  'rights_restored',
  'agreed',
  'by_law',
  'by_terms',
] as const;
export type DeclarationGround = (typeof declarationGrounds)[number];

export const groundLabels: Readonly<Record<DeclarationGround, string>> = {
  rights_changed: '知识产权的权利状态有变化',
  disputed: '双方有争议，等待处理',
  cause_gone: '中止的原因已经消除',
  trial_exit: '试用期内退出',
  trial_silence: '试用期满未作选择，视为退出',
  breach: '对方违约，经催告仍不履行',
  rights_lost: '专利失效或者权利丧失',
  rights_restored: '无效或者终止的决定被撤销',
  agreed: '双方协商一致',
  by_law: '法律规定的其他情形',
  by_terms: '合同约定的权利',
};

/**
 * Grounds that a side may name for a declaration made alone. An end by agreement is asked of the other side, and the licensee
 * leaves the trial by its own deed, so neither is a ground here.
 */
export function groundsFor(event: DeclarationEvent): readonly DeclarationGround[] {
  switch (event) {
    case 'suspend':
      return ['rights_changed', 'disputed'];
    case 'resume':
    case 'cure':
      return ['cause_gone'];
    case 'demand':
      return ['breach'];
    case 'terminate':
      return ['breach', 'rights_lost', 'by_law'];
    case 'buy_out':
    case 'extend_trial':
    case 'first_sale':
      return ['by_terms'];
    case 'end_by_agreement':
      return ['agreed'];
    case 'lose_rights':
      return ['rights_lost'];
    case 'restore_rights':
      return ['rights_restored'];
  }
}

/** Days that a demand gives at least to put things right before the contract may be terminated for breach (design default: `cure.days`). */
export const leastCureDays = 10;

/** Which sides may declare an event; the rest is for the machine and the state of the contract. */
export const sidesFor = (event: DeclarationEvent): readonly ContractSide[] =>
  event === 'buy_out' || event === 'first_sale' ? ['licensee'] : ['licensor', 'licensee'];

/** Why a right ended: Patent Law art. 42, 44, 45. */
export const lossCauses = ['invalidated', 'lapsed', 'expired', 'other'] as const;
export type LossCause = (typeof lossCauses)[number];
export const lossCauseLabels: Readonly<Record<LossCause, string>> = {
  invalidated: '被宣告无效',
  lapsed: '未缴年费等终止',
  expired: '期限届满',
  other: '其他（转让登记被撤销等）',
};

/**
 * A side's word against itself binds at once: the licensor's that a right ended, the licensee's that its end was taken back. The same said
 * by the other side waits for an answer, and while it is contested nothing changes.
 */
export const bindsAtOnce = (event: AskedEvent, side: ContractSide): boolean =>
  (event === 'lose_rights' && side === 'licensor') || (event === 'restore_rights' && side === 'licensee');

/** What became of a declaration, in words: to one that binds at once nobody agreed. */
export function answerWords(row: { event: DeclarationEvent; side: ContractSide; answer: DeclarationAnswer }): string {
  const { event, side, answer } = row;
  if (answer === 'accepted' && isAsked(event) && bindsAtOnce(event, side)) return '登记后立即生效，不用对方同意';
  if (event === 'lose_rights' && answer === 'refused') return '对方有异议，裁决以前照常履行';
  return declarationAnswerLabels[answer];
}
