import { contractDeedRoles } from './contract-deeds.ts';
import { ask, type StepFacts, whoBy } from './contract-step.ts';
import type { NoticeAwaits } from './notice-awaits.ts';
import type { MemberRole } from './access.ts';

interface ReviewAsked {
  readonly words: string;
  readonly by: readonly MemberRole[];
}

/**
 * Who decides the review of an objection, and by when: another approver than who answered first. To him: 请在 12 月 14 日前复核; to his
 * colleagues his name, where he is the only one; where there is none, the administrator has to name one.
 */
export function reviewAsked(facts: StepFacts, { untilOn, reviewers }: NoticeAwaits): ReviewAsked {
  const said = (who: string, deed: string) => (untilOn === null ? `${who}${deed}` : whoBy(facts, who, untilOn, deed));
  const by = contractDeedRoles.decide;
  if (facts.viewer !== 'licensor') return { words: said(ask(facts, 'licensor', by), '复核'), by };
  if (reviewers?.isReader) return { words: said('请', '复核'), by };
  if (reviewers?.names.length === 0) {
    const owner = ['owner'] as const;
    return { words: said(ask(facts, 'licensor', owner), '增加另一名审批人来复核'), by: owner };
  }
  const names = reviewers?.names ?? [];
  const who = `等本单位没有参与首次答复的另一名审批人${names.length === 1 ? `（${names[0]}）` : ''}`;
  return { words: said(who, '复核'), by: [] };
}
