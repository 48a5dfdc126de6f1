import { milestoneClause, royaltyClause } from './contract-payment-text.ts';
import {
  accountsOf,
  developmentOf,
  endedOf,
  lostPatentsOf,
  newResultsOf,
  objectOf,
  priceOf,
  subjectWordOf,
  unpaidOf,
  warrantyOf,
  withoutTrialOf,
} from './contract-kind-text.ts';
import {
  breachOf,
  changeOf,
  deliveryOf,
  effectOf,
  forceMajeure,
  noticesOf,
  secrecyOf,
  taxesOf,
  termsUsedOf,
} from './contract-common-text.ts';
import { isLicence, kindOf } from './contract-kind.ts';
import { evaluationClause, securityClause } from './contract-security.ts';
import { rightsAnnex, rightsClause } from './contract-rights.ts';
import {
  improvementLabels,
  licenceKindLabels,
  type PayLaterTerms,
  type RightTerms,
  usualDecisionDays,
} from './contract.ts';
import { placeOfDispute } from './plain-terms.ts';
import { latePenaltyText } from './rate-text.ts';
import { wordedFor } from './worded-for.ts';

/** One article of a contract; paragraphs are numbered by the page that shows them. */
export interface ContractArticle {
  readonly no: number;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Who contracts about what; the words stand in the text as they are given. */
export interface ContractParties {
  readonly licensor: { readonly name: string; readonly uscc?: string };
  readonly licensee: { readonly name: string; readonly uscc?: string };
  readonly subject: {
    readonly name: string;
    readonly no?: string;
    /** What inventors hold of it by agreement with the unit. */
    readonly entitlement?: string;
  };
}

const named = (party: { readonly name: string; readonly uscc?: string }): string =>
  party.uscc ? `${party.name}（统一社会信用代码 ${party.uscc}）` : party.name;

function scope(terms: PayLaterTerms, { subject }: ContractParties): string[] {
  const own = {
    non_exclusive: '许可方可以自己实施，也可以再许可他人。',
    sole: '许可方可以自己实施，但不再许可他人。',
    exclusive: '许可期内许可方自己也不实施，并且不再许可他人。',
  }[terms.licenceKind];
  const start = terms.startsOn ? `自 ${terms.startsOn} 起` : '自双方签署完成之日起';
  const sort = terms.subKind ? `（${terms.subKind}）` : '';
  return [
    `许可方式为${licenceKindLabels[terms.licenceKind]}${sort}，标的为“${subject.name}”。${own}`,
    `许可地域：${terms.territory}。使用领域：${terms.fieldOfUse}。`,
    `许可期限 ${terms.termYears} 年，${start}计算；涉及专利的，不超过该专利的有效期。`,
    '未经许可方书面同意，被许可方不得把标的技术再许可给第三方。',
    '本合同签署以前被许可方没有实施标的技术；已经实施的，在“其他约定”中写明实施的范围和规模。',
  ];
}

function deferral(terms: PayLaterTerms): string[] {
  const parts = [terms.milestones.length > 0 ? '里程碑款' : '', terms.royalty ? '收入提成' : '']
    .filter(Boolean)
    .join('和');
  return [
    `本合同是有偿许可，不是无偿许可：许可费的对价为本合同约定的${parts}，只是推迟到约定条件成就时支付。`,
    '签约时不收入门费。试用本身不产生付款义务，也不构成无偿转让或者赠与；里程碑条件在试用期内成就的，按该项约定付款。',
  ];
}

function trial({
  deliverables,
  trial: {
    months,
    extensionMonths,
    evaluation,
    purpose = '技术验证和二次开发',
    volume,
    decideWithinDays = usualDecisionDays,
  },
}: PayLaterTerms): string[] {
  return [
    `试用期 ${months} 个月，自交付验收合格之日起算${extensionMonths > 0 ? `；经双方书面同意可以延长一次，最长 ${extensionMonths} 个月` : '，不延长'}。`,
    `试用只用于${purpose}${volume ? `，规模不超过：${volume}` : ''}；试用期内不得再许可，不得就标的技术申请专利。`,
    `试用期届满前 15 日双方共同形成试用评价报告，被许可方在期满后 ${decideWithinDays} 日内书面选择转为正式实施、延长或者退出。`,
    ...(evaluation ? [evaluationClause(evaluation)] : []),
    `逾期未作选择的，视为退出，不视为转为正式实施；但期满后至选择期限届满前继续提交里程碑证据、验收、报告首次销售、申报收入或者付款的，视为转为正式实施，支付试用期内已发生的款项及其违约金的除外。${deliverables.length > 0 ? '约定的资料没有交付验收的，试用不起算，不因沉默视为退出。' : ''}期限届满后的行为不使合同恢复。`,
    '试用期内退出的，不付尚未到期的款项，但要返还或者销毁资料、停止使用并提交试用数据。',
  ];
}

const annexOf = (rights: readonly RightTerms[]): [string, string[]] => ['附件：知识产权清单', rightsAnnex(rights)];

/**
 * The terms as contract text, in articles that cover what Civil Code art. 845 asks of a technology contract, the accounts (846),
 * improvements (875) and lost patents (865). It says plainly that the licence is for consideration which is deferred, not
 * free: a gratis transfer of intangibles could be taxed (增值税法 art. 5). Pure: the same terms give the same text.
 */
export function describeTerms(terms: PayLaterTerms, parties: ContractParties): ContractArticle[] {
  const kind = kindOf(terms);
  const dispute = { ...terms.dispute, place: placeOfDispute(kind, terms.dispute.place) };
  return wordedFor(kind, { terms: { ...terms, dispute }, parties }, articlesOf);
}

interface Agreed {
  readonly terms: PayLaterTerms;
  readonly parties: ContractParties;
}

/** Every kind is written in the words of a licence. */
function articlesOf({ terms, parties }: Agreed): ContractArticle[] {
  const { licensor, licensee, subject } = parties;
  const { dispute } = terms;
  const kind = kindOf(terms);
  const patents = lostPatentsOf(kind);
  const improvements = terms.improvements
    ? `${newResultsOf(kind)}：${improvementLabels[terms.improvements]}。`
    : `${newResultsOf(kind)}双方尚未约定。`;
  const sharing = {
    owner_each: '一方可以按合理条件请求使用另一方的改进成果，由双方另行商定。',
    shared: '任何一方可以自己使用；转让或者许可第三方须经另一方同意。',
    licensor: '被许可方在本合同期限和范围内可以继续使用，不另付费。',
    licensee: '许可方可以为教学和科研目的使用，不另付费。',
  };
  const articles: [string, string[]][] = [
    [
      '当事人与标的',
      [
        `许可方：${named(licensor)}。`,
        `被许可方：${named(licensee)}。`,
        `${subjectWordOf(kind)}：${subject.name}${subject.no ? `（成果编号 ${subject.no}）` : ''}。`,
        ...(subject.entitlement ? [subject.entitlement] : []),
        terms.rights ? rightsClause(terms.rights, kind) : '涉及的知识产权见附件清单。',
      ],
    ],
    isLicence(kind)
      ? ['许可方式、范围与期限', scope(terms, parties)]
      : ['合同内容、范围与期限', objectOf(terms, subject.name)],
    kind === 'pay_later' ? ['有偿与延后付款', deferral(terms)] : ['价款与支付方式', priceOf(terms)],
    ['交付与指导', deliveryOf(terms)],
    ['试用', terms.trial.months === 0 ? [withoutTrialOf(kind)] : trial(terms)],
    ['里程碑款', milestoneClause(terms)],
    ['收入提成', terms.royalty ? royaltyClause(terms, terms.royalty) : ['双方不约定收入提成。']],
    ['账目与查阅', accountsOf(terms)],
    [
      '逾期付款',
      [
        `逾期付款的，${latePenaltyText(terms)}。`,
        ...(terms.invoicing === 'invoice_first'
          ? ['先票后款：付款期限自款项应付和收到发票两者中较晚之日起算，未开票不算逾期。']
          : []),
        unpaidOf(kind),
        ...(terms.restDays === 'move'
          ? [
              '付款、申报和验收答复的期限，最后一日是法定休假日或者周末的，顺延到其后第一个工作日；调休上班的日子是工作日。',
            ]
          : []),
      ],
    ],
    ['后续改进', [...developmentOf(terms), improvements, ...(terms.improvements ? [sharing[terms.improvements]] : [])]],
    ['保证与侵权责任', warrantyOf(kind)],
    ...(patents ? [['专利失效', patents] satisfies [string, string[]]] : []),
    ['保密', secrecyOf(terms)],
    ['税费、登记与收款账户', taxesOf(terms)],
    ['违约责任', breachOf(kind)],
    ['变更、中止、解除与退出', changeOf(terms, endedOf(kind, terms))],
    ['不可抗力', [...forceMajeure]],
    ['联系人与通知', [...noticesOf]],
    [
      '争议解决',
      [
        dispute.way === 'arbitration'
          ? `争议先协商，也可以申请调解；协商、调解不成的，提交${dispute.place}仲裁，裁决是终局的。`
          : `争议先协商，也可以申请调解；协商、调解不成的，向${dispute.place}有管辖权的人民法院起诉。`,
        '争议期间，没有争议的部分继续履行。',
      ],
    ],
    ['用语与附件', termsUsedOf(terms)],
    ...(terms.security?.length ? [['履约保障', securityClause(terms.security)] as [string, string[]]] : []),
    ...(terms.ownClauses?.length ? [['其他约定', [...terms.ownClauses]] as [string, string[]]] : []),
    ['生效与份数', effectOf(terms)],
    ...(terms.rights?.length ? [annexOf(terms.rights)] : []),
  ];
  return articles.map(([title, paragraphs], i) => ({ no: i + 1, title, paragraphs }));
}
