import type { SecurityKind, SecurityTerms, TrialEvaluation } from './contract.ts';
import { capitalFen, type Fen, formatPpm, formatYuan } from './money.ts';

export const securityKindLabels: Readonly<Record<SecurityKind, string>> = {
  insurance: '保险',
  guarantee: '保证担保',
  deposit: '保证金',
  third_party: '第三方机构',
};

/** What the one who stands for it is called. */
export const securityProviderLabels: Readonly<Record<SecurityKind, string>> = {
  insurance: '保险人',
  guarantee: '保证人',
  deposit: '保证金的保管人',
  third_party: '第三方机构',
};

const sum = (fen: Fen): string => `人民币 ${formatYuan(fen)}（大写：${capitalFen(fen)}）`;

/** Kind, who gives it, sums, whom it favours, and when it may be called on. */
function securityWords(terms: SecurityTerms): string[] {
  const { kind, provider, product, sumFen, premiumFen, subsidyPpm, beneficiary, claimEvent } = terms;
  const money = [
    sumFen === null ? '' : `${kind === 'insurance' ? '保险金额' : '金额'}${sum(sumFen)}`,
    premiumFen === null ? '' : `费用${sum(premiumFen)}`,
    subsidyPpm === null ? '' : `其中补贴 ${formatPpm(subsidyPpm)}`,
  ].filter(Boolean);
  return [
    `双方约定以${securityKindLabels[kind]}作为履约保障，${securityProviderLabels[kind]}为${provider}${product ? `，产品或者文件为${product}` : ''}。${money.length > 0 ? `${money.join('，')}。` : ''}`,
    `受益人为${beneficiary}。发生下列情形的，受益人可以主张：${claimEvent}。`,
  ];
}

/** The article on what stands for the performance; of several each has its own paragraphs, and they stand side by side. */
export const securityClause = (all: readonly SecurityTerms[]): string[] => [
  ...all.flatMap(securityWords),
  ...(all.length > 1 ? ['上述各项保障互不替代，受益人可以分别主张，但所得合计不超过其损失。'] : []),
  '上述保障不改变双方在本合同项下的付款义务和违约责任。',
];

/** By what, how and by whom the trial is judged, in one paragraph of its article. */
export const evaluationClause = ({ metrics, method, evaluator }: TrialEvaluation): string =>
  `试用评价的指标：${metrics.map((metric, i) => `（${i + 1}）${metric}`).join('；')}。${method ? `评价方法：${method}。` : ''}${evaluator ? `评价人：${evaluator}。` : ''}评价报告逐项写明是否达到。`;
