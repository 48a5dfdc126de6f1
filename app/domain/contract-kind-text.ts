import { type ContractKind, givesTechnology, isLicence, kindOf, kindWords, trialOf } from './contract-kind.ts';
import {
  hasSalesMilestone,
  improvementLabels,
  milestonesTotal,
  type PayLaterTerms,
  type StockWay,
} from './contract.ts';
import { type AuditTerms, auditOf } from './audit-terms.ts';
import { capitalFen, formatPpm, formatYuan } from './money.ts';

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
        `标的技术的应用领域：${terms.fieldOfUse}。权利的地域：${terms.territory}。`,
        span,
        '转让专利权、专利申请权的，双方在签署后共同向国务院专利行政部门登记，自登记之日起生效；让与人不得限制技术竞争和技术发展。',
        '让与人已经就标的技术订立的实施许可、质押和其他负担，应在签署前书面告知受让人；已有的许可合同继续有效。让与人自己已经实施的，自生效之日起停止，另有约定的写入“其他约定”。',
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
        '委托人阐明咨询的问题，并在合理期限内提供受托人书面列明的、与咨询有关的技术背景材料、技术资料和数据；提供的内容和日期另有约定的，写入“其他约定”（民法典第八百七十九条）。',
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

/** What the buyer does when the contract is over, or when he does not pay: a licensee stops, others settle what was done. */
export const unpaidOf = (kind: ContractKind): string =>
  isLicence(kind)
    ? '经催告后仍不支付的，许可方可以要求停止使用、交还资料并解除合同。'
    : '经催告后在合理期限内仍不支付的，许可方可以解除合同并要求赔偿损失（民法典第五百六十三条）。';

/** What becomes of product in stock, and within how many days (design default, to be confirmed: `contract.stock`). */
const stockWords: Readonly<Record<StockWay, string>> = {
  destroy: '库存的标的产品不得销售，由被许可方在 30 日内销毁并书面说明数量。',
  licensor_buys: '库存的标的产品不得销售；许可方可以在 30 日内按成本价收购，不收购的，由被许可方销毁并书面说明数量。',
};

export const endedOf = (kind: ContractKind, { stock }: Pick<PayLaterTerms, 'stock'>): string => {
  if (isLicence(kind)) {
    const left = stock ? stockWords[stock] : '库存的标的产品怎样处理由双方书面商定，商定以前不得销售。';
    return `合同解除后被许可方停止使用、返还或者销毁资料；解除前已到期的款项仍应支付。${left}`;
  }
  return kind === 'transfer'
    ? '合同解除后，已办理的权属登记恢复原状，资料返还或者销毁；解除前已到期的款项按履行情况结算。'
    : '合同解除后，双方返还对方提供的资料，已完成的工作按约定结算；解除前已到期的款项仍应支付。';
};

const lookedInto = ({ timesAYear, noticeDays, shortfallPpm }: AuditTerms): string =>
  `许可方每年可以查阅${timesAYear === 1 ? '一' : ` ${timesAYear} `}次相关账目，提前 ${noticeDays} 个工作日书面通知；少报超过 ${formatPpm(shortfallPpm)} 的，查阅费用由被许可方承担并补足差额。`;

/** Whose revenue is looked into: without a share of it nobody's. */
export const accountsOf = (terms: PayLaterTerms): string[] =>
  terms.royalty || hasSalesMilestone(terms)
    ? [
        `被许可方为标的产品单独记账，保存合同、发票和收款凭证，自每期申报之日起不少于 ${auditOf(terms).keepYears} 年。`,
        lookedInto(auditOf(terms)),
      ]
    : ['价款不随收入计算，双方不约定账目查阅。'];

/** What is warranted (Civil Code art. 870, 882, 884). */
export function warrantyOf(kind: ContractKind): string[] {
  if (givesTechnology(kind)) {
    return [
      '许可方保证自己是标的技术的合法权利人，并保证提供的技术完整、无误、有效，能够达到约定的目标。',
      `被许可方按约定${isLicence(kind) ? '使用' : '实施'}而被第三方主张侵权的，由许可方负责处理并承担责任。`,
    ];
  }
  return [
    '许可方保证工作成果由自己完成或者有权提供，并达到约定的要求。',
    '被许可方按约定使用工作成果而被第三方主张侵权的，由许可方负责处理并承担责任；因被许可方提供的资料引起的除外。',
  ];
}

/** What is new and comes of it, in the words of the kind: advice and services improve nothing, they make new results (art. 875, 885). */
export const newResultsOf = (kind: ContractKind): string =>
  kind === 'consulting' || kind === 'service' ? '履行中形成的新的技术成果的归属' : '后续改进成果的归属';

/** What the contract is about, in article 1: a technology that is given, or one that work builds on. */
export const subjectWordOf = (kind: ContractKind): string => (givesTechnology(kind) ? '标的技术' : '有关的技术成果');

/** Patents that lapse: who keeps them up depends on whose they are; advice and services rest on none. */
export function lostPatentsOf(kind: ContractKind): string[] | null {
  if (!givesTechnology(kind)) return null;
  const stops = '专利被宣告无效、终止或者期限届满的，自该日起与该专利对应的后续款项停止计付。';
  const paid = '此前已付的款项一般不返还；明显违反公平原则或者许可方有恶意的除外。';
  return [
    stops,
    kind === 'transfer'
      ? `${paid}转让登记以前的年费由许可方缴纳，登记以后的由被许可方缴纳。`
      : `${paid}许可方应按时缴纳年费并及时通知权利状态的变化。`,
  ];
}

/** Where no trial is agreed, or none makes sense. */
export const withoutTrialOf = (kind: ContractKind): string =>
  trialOf(kind) === 'none' ? '本合同不设试用；以交付验收合格为准。' : '双方不约定试用；交付验收合格即为正式实施。';
