import type { ContractSide } from './contract-deeds.ts';

/** What one party declares on a contract in performance: it rests, goes on, or is over before its time. */
export const declarationEvents = ['suspend', 'resume', 'terminate'] as const;
export type DeclarationEvent = (typeof declarationEvents)[number];

export const declarationLabels: Readonly<Record<DeclarationEvent, string>> = {
  suspend: '中止履行',
  resume: '恢复履行',
  terminate: '解除合同',
};

/** On what a declaration rests: a dispute or an event of the rights suspends; Civil Code art. 562–563 and 873 for termination. */
export const declarationGrounds = [
  'rights_changed',
  'disputed',
  'cause_gone',
  'trial_exit',
  'breach',
  'rights_lost',
  'agreed',
  'by_law',
] as const;
export type DeclarationGround = (typeof declarationGrounds)[number];

export const groundLabels: Readonly<Record<DeclarationGround, string>> = {
  rights_changed: '知识产权的权利状态有变化',
  disputed: '双方有争议，等待处理',
  cause_gone: '中止的原因已经消除',
  trial_exit: '试用期内退出',
  breach: '对方违约，经催告仍不履行',
  rights_lost: '专利失效或者权利丧失',
  agreed: '双方已书面同意解除',
  by_law: '法律规定的其他情形',
};

/**
 * Grounds that a side may name for a declaration. Only the licensee leaves by the trial, and only while it runs: the trial is for
 * him to find out, and leaving it costs nothing that is not due already.
 */
export function groundsFor(
  event: DeclarationEvent,
  side: ContractSide,
  isInTrial: boolean,
): readonly DeclarationGround[] {
  if (event === 'suspend') return ['rights_changed', 'disputed'];
  if (event === 'resume') return ['cause_gone'];
  const usual = ['breach', 'rights_lost', 'agreed', 'by_law'] as const;
  return side === 'licensee' && isInTrial ? ['trial_exit', ...usual] : usual;
}
