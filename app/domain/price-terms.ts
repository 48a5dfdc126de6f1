import {
  milestonesTotal,
  type PayLaterTerms,
  royaltyBaseLabels,
  royaltyPeriodLabels,
  type RoyaltyTerms,
} from './contract.ts';
import { contractKindLabels, isLicence, kindOf } from './contract-kind.ts';
import { mostOffText, royaltyPriceClauses, royaltyStartText } from './contract-payment-text.ts';
import { formatPpm, formatWan } from './money.ts';
import { latePenaltyText, ratesText } from './rate-text.ts';
import { milestoneCondition } from './schedule.ts';
import { wordedFor } from './worded-for.ts';

/**
 * The agreed price in the words of a notice, whole: fixed parts, royalty with base, rate, beginning, least sums and what else makes
 * it, cap, trial, term and what delay costs (促进科技成果转化法 art. 18: name and price are public). Rates stand in the contract's own
 * words, so that no other way of counting looks the same; whatever `restartsPublicity` calls another price reads otherwise here. Only
 * the pay-later licence has an entry fee of zero by its shape; of other kinds the first fixed sum may be one.
 */
export const priceTermsOf = (terms: PayLaterTerms): string[] => wordedFor(kindOf(terms), terms, priceLines);

function priceLines(terms: PayLaterTerms): string[] {
  const { royalty, trial } = terms;
  const kind = kindOf(terms);
  const parts = kind === 'pay_later' ? '里程碑款' : '固定价款';
  const milestones = terms.milestones.map(
    (item) => `${item.name} ${formatWan(item.amountFen)}（${milestoneCondition(item)}；${item.payWithinDays} 天内付）`,
  );
  return [
    kind === 'pay_later' ? '入门费：0 元' : `合同种类：${contractKindLabels[kind]}`,
    milestones.length > 0
      ? `${parts}：${milestones.join('，')}，合计 ${formatWan(milestonesTotal(terms))}`
      : `${parts}：无`,
    ...(royalty === null ? ['不收收入提成'] : royaltyLines(royalty, terms)),
    `${trial.months === 0 ? '试用期：不约定' : `试用期：${trial.months} 个月`}；${isLicence(kind) ? '许可期限' : '合同期限'}：${terms.termYears} 年`,
    `逾期付款：${latePenaltyText(terms)}`,
  ];
}

const royaltyLines = (royalty: RoyaltyTerms, terms: PayLaterTerms): string[] => [
  `收入提成：按${royaltyPeriodLabels[royalty.period]}，以${royaltyBaseLabels[royalty.base]}为基数，${ratesText(royalty.schedule)}`,
  `提成起算：${royaltyStartText(royalty, terms)}`,
  `提成的申报与付款：每期期末后 ${royalty.reportWithinDays} 天内申报，申报后 ${royalty.payWithinDays} 天内付`,
  ...deductionText(royalty),
  ...royaltyPriceClauses(royalty),
  royalty.capFen === null ? '封顶：不设' : `封顶：累计 ${formatWan(royalty.capFen)}`,
];

function deductionText(royalty: RoyaltyTerms): string[] {
  const { deductions } = royalty;
  if (deductions.length === 0) return [];
  const listed = deductions.map(({ name, capPpm }) =>
    capPpm === null ? name : `${name}（不超过当期毛额的 ${formatPpm(capPpm)}）`,
  );
  return [[`计提前可扣除：${listed.join('、')}`, mostOffText(royalty)].filter(Boolean).join('。')];
}
