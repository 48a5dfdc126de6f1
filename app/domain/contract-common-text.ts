import { type ContractKind, isLicence, isWorkAlone, kindOf } from './contract-kind.ts';
import {
  type CopiesTerms,
  hasSalesMilestone,
  type PayeeTerms,
  type PayLaterTerms,
  royaltyBaseLabels,
  usualDeliveryDays,
  usualInspectionDays,
} from './contract.ts';

/** What is handed over, by when, how it is looked over and how it is put right; without a list nothing is (Civil Code art. 866, 868). */
export function deliveryOf({ deliverables, deliverWithinDays, guidanceDays, ...terms }: PayLaterTerms): string[] {
  const kind = kindOf(terms);
  if (deliverables.length === 0) return ['双方没有约定交付的资料。', helpOf(kind, guidanceDays)];
  return [
    `许可方自双方签署完成之日起 ${deliverWithinDays ?? usualDeliveryDays} 日内交付：${deliverables.join('、')}。电子资料在平台提交，样品等实物送到被许可方指定的地点。`,
    `被许可方应在收到后 ${usualInspectionDays} 日内按交付清单验收，验收合格即为交付；不合格的书面写明缺什么，许可方在 ${usualDeliveryDays} 日内补齐。`,
    helpOf(kind, guidanceDays),
  ];
}

function helpOf(kind: ContractKind, guidanceDays: number | undefined): string {
  const least = guidanceDays === undefined ? '' : `，不少于 ${guidanceDays} 人日`;
  return isWorkAlone(kind)
    ? `许可方对工作成果作必要的说明${least}。`
    : `许可方提供必要的技术指导${least}，使被许可方能够按约定实施。`;
}

/** What each side keeps secret; only who licenses know-how may go on to file a patent on it (Civil Code art. 868, 869, 871). */
export const secrecyOf = ({ confidentialityYears, ...terms }: PayLaterTerms): string[] => [
  `双方对未公开的技术信息和经营信息保密，保密义务在${isLicence(kindOf(terms)) ? '许可' : '合同'}期限届满或者合同解除后继续 ${confidentialityYears} 年。`,
  `依法披露、已公开或者自行取得的信息不在此限${isLicence(kindOf(terms)) ? '；许可方申请专利不视为违反保密义务' : ''}。`,
];

/** The account that was named: to know it again by, since one pays to the account of record, whose change is guarded. */
const payeeOf = ({ accountName, bankName, accountNo }: PayeeTerms): string =>
  `签订时许可方的收款账户：户名${accountName}，开户行${bankName}，账号 ${accountNo}。付款以付款时平台上已经核验、生效的账户为准；与上述账户不同的，被许可方先在平台核对，再付至平台所载的账户。`;

/** Who bears taxes, who files the contract (Civil Code art. 509; the seller applies, once), and to where one pays. */
export const taxesOf = ({ payee }: Pick<PayLaterTerms, 'payee'>): string[] => [
  '双方各自承担依法应由己方缴纳的税费。许可方在签署后申请技术合同认定登记，被许可方提供所需的文件和信息；依法可以享受的税收优惠以登记和税务机关的认定为准。',
  '款项付至许可方在平台登记并经核验的收款账户。更换账户的，按平台的核验办完以后才付至新账户；只凭邮件、电话或者口头通知变更的，不发生效力。',
  ...(payee ? [payeeOf(payee)] : []),
];

const breaches: Readonly<Record<ContractKind, readonly [string, string]>> = {
  pay_later: [
    '许可方未按约定许可技术、交付资料或者提供指导的，应当继续履行，返还相应的已付款项，并赔偿由此造成的损失（民法典第八百七十二条）。',
    '被许可方超出约定的范围、地域、期限实施，或者未经同意许可第三方的，应当停止并赔偿由此造成的损失（民法典第八百七十三条）。',
  ],
  licence: [
    '许可方未按约定许可技术、交付资料或者提供指导的，应当继续履行，返还相应的已付款项，并赔偿由此造成的损失（民法典第八百七十二条）。',
    '被许可方超出约定的范围、地域、期限实施，或者未经同意许可第三方的，应当停止并赔偿由此造成的损失（民法典第八百七十三条）。',
  ],
  transfer: [
    '让与人未按约定转让技术、办理权属登记或者交付资料的，应当继续履行，返还相应的已付款项，并赔偿由此造成的损失（民法典第八百七十二条）。',
    '受让人未按约定付款的，除支付违约金以外应当补足；不补足的，交还技术资料并赔偿由此造成的损失（民法典第八百七十三条）。',
  ],
  development: [
    '研究开发人未按约定实施计划、使用经费或者交付成果，造成研究开发工作停滞、延误或者失败的，应当承担违约责任（民法典第八百五十四条）。',
    '委托人未按约定付款、提供资料或者接受成果，造成研究开发工作停滞、延误或者失败的，应当承担违约责任（民法典第八百五十四条）。',
  ],
  consulting: [
    '受托人未按期提出咨询报告，或者提出的报告不符合约定的，应当承担减收或者免收报酬等违约责任（民法典第八百八十一条）。',
    '委托人未按约定提供必要的资料，影响工作进度和质量，或者不接受、逾期接受工作成果的，已付的报酬不得追回，未付的应当支付（民法典第八百八十一条）。',
  ],
  service: [
    '受托人未按约定完成服务工作的，应当承担免收报酬等违约责任（民法典第八百八十四条）。',
    '委托人未按约定履行配合义务，影响工作进度和质量，或者不接受、逾期接受工作成果的，已付的报酬不得追回，未付的应当支付（民法典第八百八十四条）。',
  ],
};

/** What follows from a breach other than a late payment (Civil Code art. 563, 577, 584, 854, 872, 873, 881, 884). */
export const breachOf = (kind: ContractKind): string[] => [
  ...breaches[kind],
  '违反保密义务的，应当停止并赔偿由此造成的损失。逾期付款的违约金按“逾期付款”一条计算。',
  '一方违约的，另一方可以书面催告，写明事实并给出补正的合理期限；逾期仍不补正、致使不能实现合同目的的，可以解除合同。赔偿额不超过违约一方订立合同时预见到或者应当预见到的损失。',
];

/** Revenue is reported: a share of it is paid, or a milestone waits for it. */
const isReported = (terms: PayLaterTerms): boolean => terms.royalty !== null || hasSalesMilestone(terms);

/** How the contract is changed, paused and ended; the platform acts by the same words. */
export const changeOf = (terms: PayLaterTerms, ended: string): string[] => [
  '变更以双方签署的新版本为准，写明替换的条款和生效日期；已签署的文本不作修改。',
  `因权利状态变动、异议或者争议，一方可以书面说明理由中止履行；中止期间不提交和验收里程碑，验收期限${terms.trial.months > 0 ? '和试用期' : ''}停止计算，已到期的款项仍应支付${isReported(terms) ? '，收入照常申报' : ''}。原因消除后由提出中止的一方恢复。`,
  ended,
];

/** Nobody answers for what he could not help (Civil Code art. 180, 590). */
export const forceMajeure: readonly string[] = [
  '因不可抗力不能履行的，根据其影响部分或者全部免除责任，但应当及时通知对方，并在合理期限内提供证明；因此不能实现合同目的的，任何一方可以解除合同。已经到期的付款不因此免除。',
];

/** Where notices go and when they have arrived (Civil Code art. 137). */
export const noticesOf: readonly string[] = [
  '双方在平台登记的经办人为联系人。与本合同有关的通知、证据、申报、验收和答复在平台作出的，为书面形式，进入对方账号时送达；也可以书面送达对方登记的地址。',
  '一方更换联系人或者地址的，应当及时在平台更新；没有更新的，按原登记送达有效。',
];

const copiesOf = ({ licensor, licensee, other }: CopiesTerms): string =>
  `本合同一式 ${licensor + licensee + other} 份，许可方执 ${licensor} 份，被许可方执 ${licensee} 份${other > 0 ? `，办理登记等用 ${other} 份` : ''}，各份效力相同`;

/** From when it binds, and which copy is the original. */
export const effectOf = ({ copies }: Pick<PayLaterTerms, 'copies'>): string[] => [
  '本合同自双方签署完成之日起生效；依法应当公示、审批或者备案的，双方在办完以后签署。',
  `纸质用印的，${copies ? copiesOf(copies) : '双方各执一份，办理登记另备所需的份数'}，以双方确认过的扫描件与原件一致为准；采用电子签署的，以保存的签署文件为原件。`,
  '双方签署完成以后平台才记载的（纸质用印的，以双方在平台确认扫描件为准），合同期限仍自签署完成之日起算，付款、交付和申报的天数自平台记载之日起算，此前不算逾期；变更在平台记载以前，双方仍照原条款履行。',
];

/** Words that the text uses, and what belongs to it; what was not agreed is not explained. */
export function termsUsedOf(terms: PayLaterTerms): string[] {
  const { royalty, rights, products } = terms;
  const made = '使用标的技术制造的产品、依照标的方法直接获得的产品和使用标的技术提供的服务';
  const named = products ? `，包括：${products.join('、')}` : '';
  const product = isReported(terms) || products ? `“标的产品”指${made}${named}；` : '';
  const base = royalty ? `“${royaltyBaseLabels[royalty.base]}”按“收入提成”一条计算；` : '';
  const annexes = [
    '交付清单',
    '验收单',
    ...(royalty ? ['收入申报'] : []),
    ...(rights?.length ? ['《知识产权清单》'] : []),
  ];
  return [
    `${product}${base}“验收”指对交付或者里程碑条件是否成就的书面确认；“平台”指双方订立和履行本合同所用的成果通；“日”为日历日。`,
    `${annexes.join('、')}是本合同的附件；价款依法公示过的，公示文本也是附件。`,
  ];
}
