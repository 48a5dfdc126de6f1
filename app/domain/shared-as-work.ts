import { isWorkAlone, kindOf } from './contract-kind.ts';
import type { PayLaterTerms } from './contract.ts';
import { givesAchievement } from './publicity.ts';

/**
 * Whether what a contract earns is shared as pay for work, with no floor of law and with whoever did it: 技术咨询 or 技术服务 that stands
 * alone, and 技术开发 that gives nothing of the achievement, neither a right nor its use for a share of revenue. The floors are of what
 * 转让 and 许可 earn (促进科技成果转化法 art. 45). Design default, to be confirmed: `work.alone`.
 * 技术开发 for 500,000.00 alone: true. With a patent named, or 3 % of sales: false.
 */
export const isSharedAsWork = (terms: Pick<PayLaterTerms, 'kind' | 'rights' | 'royalty'>): boolean =>
  isWorkAlone(kindOf(terms)) || (kindOf(terms) === 'development' && !givesAchievement(terms));
