import { type ContractKind, kindOf, kindWords } from './contract-kind.ts';
import { improvementLabels, milestonesTotal, type PayLaterTerms } from './contract.ts';
import { capitalFen, formatYuan } from './money.ts';

/** A paragraph written with the words of a licence, in the words of another kind: 被许可方 → 受让人. */
export function inWordsOf(kind: ContractKind, paragraph: string): string {
  const { seller, buyer } = kindWords[kind];
  return paragraph.replaceAll('被许可方', buyer).replaceAll('许可方', seller);
}

const sum = (terms: PayLaterTerms): string => {
  const total = milestonesTotal(terms);
  return `人民币 ${formatYuan(total)}（大写：${capitalFen(total)}）`;
};

const named = (terms: PayLaterTerms, otherwise: string): string => terms.subKind ?? otherwise;

/** Object and scope of a contract that is no licence (Civil Code art. 845, 851, 862, 878). */
export function objectOf(terms: PayLaterTerms, subject: string): string[] {
  const kind = kindOf(terms);
  const start = terms.startsOn ? `自 ${terms.startsOn} 起` : '自双方签署完成之日起';
  const span = `合同期限 ${terms.termYears} 年，${start}计算。`;
  const place = `履行地点：${terms.territory}。`;
  switch (kind) {
    case 'transfer':
      return [
        `合同类别为${named(terms, '技术转让')}，标的为“${subject}”。`,
        `使用领域：${terms.fieldOfUse}。地域：${terms.territory}。`,
        span,
        '转让专利权、专利申请权的，双方在签署后共同向国务院专利行政部门登记，自登记之日起生效；让与人不得限制技术竞争和技术发展。',
      ];
    case 'development':
      return [
        `合同类别为${named(terms, '委托开发')}，在“${subject}”的基础上开发。`,
        `开发内容与要求：${terms.fieldOfUse}。${place}`,
        span,
        '研究开发人按约定制定并实施计划、合理使用经费、按期交付成果；委托人按约定付款、提供资料、接受成果。',
      ];
    case 'consulting':
      return [
        `合同类别为${named(terms, '技术咨询')}，就“${subject}”及有关项目提供论证、预测、调查、分析评价报告。`,
        `咨询内容与要求：${terms.fieldOfUse}。${place}`,
        span,
        '委托人按照符合约定要求的咨询报告和意见作出决策的，损失由委托人承担（民法典第八百八十一条）。',
      ];
    default:
      return [
        `合同类别为${named(terms, '技术服务')}，以“${subject}”有关的技术知识为委托人解决特定技术问题。`,
        `服务内容与要求：${terms.fieldOfUse}。${place}`,
        span,
        '受托人按约定完成服务、解决技术问题、保证工作质量；委托人提供工作条件、完成配合事项、接受成果并付款。',
      ];
  }
}

/** How the price is paid, where it is not deferred: in all and by instalments (art. 846). */
export function priceOf(terms: PayLaterTerms): string[] {
  const entry = terms.milestones.filter(({ trigger }) => trigger === 'signed');
  const ways = [
    milestonesTotal(terms) > 0n ? `固定价款合计${sum(terms)}，按“里程碑款”一条分期支付` : '',
    terms.royalty ? '另按“收入提成”一条支付提成' : '',
  ].filter(Boolean);
  return [
    `${ways.join('；')}。`,
    entry.length > 0
      ? `其中签署后支付${entry.map(({ name, amountFen }) => `${name} ${formatYuan(amountFen)}`).join('、')}。`
      : '签署本身不产生付款义务。',
  ];
}

const risks = {
  shared: '由双方合理分担',
  licensor: '由研究开发人承担',
  licensee: '由委托人承担',
} as const;

/** Who owns what a development makes, and who bears that it cannot be made (art. 858–861). */
export function developmentOf(terms: PayLaterTerms): string[] {
  if (kindOf(terms) !== 'development') return [];
  return [
    terms.results
      ? inWordsOf(
          'development',
          `开发成果的归属：${improvementLabels[terms.results]}；另一方在本合同范围内可以免费使用。`,
        )
      : '开发成果的归属双方尚未约定。',
    terms.risk
      ? `因出现无法克服的技术困难致使开发失败或者部分失败的，风险${risks[terms.risk]}；一方发现可能失败的，应及时通知并采取措施减少损失。`
      : '开发风险的承担双方尚未约定。',
  ];
}
