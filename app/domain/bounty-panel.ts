import { bountyRules } from './bounty.ts';
import type { ScoreSummary } from './bounty-scores.ts';

/** An expert of the panel, as the rules see him. */
export interface Panelist {
  readonly declaredAt: Date | null;
  readonly conflictOrgIds: readonly string[];
  readonly supports: boolean | null;
}

/**
 * Why a post cannot go up yet (step 2: necessity, feasibility, budget; at least 5 experts), or null. More than half of those
 * who gave their opinion must support it.
 */
export function argumentFault(panel: readonly Panelist[]): string | null {
  const heard = panel.filter(({ supports }) => supports !== null);
  if (heard.length < bountyRules.experts)
    return `论证要有不少于 ${bountyRules.experts} 位专家的意见，现在 ${heard.length} 位。`;
  const yes = heard.filter(({ supports }) => supports).length;
  return yes * 2 > heard.length ? null : `${heard.length} 位专家中只有 ${yes} 位同意张榜，没有过半。`;
}

/** True when an expert may score a proposal: he declared his relations, and none of them is with its unit. */
export const mayScore = (expert: Panelist, solverOrgId: string): boolean =>
  expert.declaredAt !== null && !expert.conflictOrgIds.includes(solverOrgId);

/**
 * Why a proposal cannot be chosen yet, or null: it needs three valid scores, marks far apart must be talked over and the talk
 * written down, and in an enterprise's own post (企业出榜) the enterprise must have chosen it (step 6).
 */
export function awardFault(choice: {
  readonly summary: ScoreSummary;
  readonly isEnterprisePost: boolean;
  readonly isPostersChoice: boolean;
  readonly decision: string;
}): string | null {
  if (choice.summary.count < bountyRules.scores)
    return `每份揭榜书要有不少于 ${bountyRules.scores} 份有效评分，这份只有 ${choice.summary.count} 份。`;
  if (choice.isEnterprisePost && !choice.isPostersChoice) return '企业出榜以发榜企业的意见为准，请企业先选定揭榜方。';
  if (choice.summary.isWide && choice.decision.trim() === '')
    return `评分分歧有 ${choice.summary.spread} 分，请先合议，把合议结果写进定榜意见。`;
  return null;
}
