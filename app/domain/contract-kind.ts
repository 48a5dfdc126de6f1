/** The technology contracts of Civil Code art. 843, and the pay-later licence, which is a licence of its own shape. */
export const contractKinds = ['pay_later', 'licence', 'transfer', 'development', 'consulting', 'service'] as const;
export type ContractKind = (typeof contractKinds)[number];

export const contractKindLabels: Readonly<Record<ContractKind, string>> = {
  pay_later: '先用后付许可',
  licence: '技术许可',
  transfer: '技术转让',
  development: '技术开发',
  consulting: '技术咨询',
  service: '技术服务',
};

/** What the paper of a contract is called. */
export const contractNames: Readonly<Record<ContractKind, string>> = {
  pay_later: '技术许可合同',
  licence: '技术许可合同',
  transfer: '技术转让合同',
  development: '技术开发合同',
  consulting: '技术咨询合同',
  service: '技术服务合同',
};

export const contractKindHints: Readonly<Record<ContractKind, string>> = {
  pay_later: '不收入门费，先试用，见效才付里程碑款和提成',
  licence: '入门费、一次总付或者分期，可以加提成；试用可有可无',
  transfer: '专利权、专利申请权或者技术秘密归受让方',
  development: '委托或者合作开发新的技术，按节点付款',
  consulting: '论证、预测、调查、分析，交付报告',
  service: '用技术知识解决特定问题，交付工作成果',
};

/** The finer sorts under which a contract is registered (Civil Code art. 851, 863, 878). */
export const contractSubKinds: Readonly<Record<ContractKind, readonly string[]>> = {
  pay_later: ['专利实施许可', '技术秘密使用许可', '其他知识产权许可'],
  licence: ['专利实施许可', '技术秘密使用许可', '其他知识产权许可'],
  transfer: ['专利权转让', '专利申请权转让', '技术秘密转让', '其他知识产权转让'],
  development: ['委托开发', '合作开发'],
  consulting: ['技术咨询'],
  service: ['一般技术服务', '技术培训', '技术中介'],
};

/** What the two sides are called, and what the one does for the other. */
export interface KindWords {
  readonly seller: string;
  readonly buyer: string;
  readonly does: string;
}

export const kindWords: Readonly<Record<ContractKind, KindWords>> = {
  pay_later: { seller: '许可方', buyer: '被许可方', does: '许可' },
  licence: { seller: '许可方', buyer: '被许可方', does: '许可' },
  transfer: { seller: '让与人', buyer: '受让人', does: '转让' },
  development: { seller: '研究开发人', buyer: '委托人', does: '开发' },
  consulting: { seller: '受托人', buyer: '委托人', does: '提供咨询' },
  service: { seller: '受托人', buyer: '委托人', does: '提供服务' },
};

/** What a contract calls its two sides: 许可方 and 被许可方, 让与人 and 受让人, … */
export interface SideNames {
  readonly licensor: string;
  readonly licensee: string;
}

/** The one home of the sides' names; text, pages, papers and notices all read it. */
export const sidesOf = (kind: ContractKind): SideNames => ({
  licensor: kindWords[kind].seller,
  licensee: kindWords[kind].buyer,
});

/** Terms written before other kinds existed name none: they are pay-later licences. */
export const kindOf = (terms: { readonly kind?: ContractKind }): ContractKind => terms.kind ?? 'pay_later';

/** Licences have a licence kind; others do not, whatever the field says. */
export const isLicence = (kind: ContractKind): boolean => kind === 'pay_later' || kind === 'licence';

/** Gives the technology itself, for use or for good; others sell work. */
export const givesTechnology = (kind: ContractKind): boolean => isLicence(kind) || kind === 'transfer';

/** A trial is compulsory, possible, or makes no sense. */
export const trialOf = (kind: ContractKind): 'must' | 'may' | 'none' =>
  kind === 'pay_later' ? 'must' : kind === 'licence' ? 'may' : 'none';

/** A share of revenue fits where the technology itself is exploited (Civil Code art. 846). */
export const mayHaveRoyalty = (kind: ContractKind): boolean => kind !== 'consulting' && kind !== 'service';

/**
 * A 技术咨询 or 技术服务 that stands alone: work is sold, no technology given (Civil Code art. 878). Only what belongs to a transfer or a
 * development, in the same contract and on the same invoice, shares their exemption from VAT (财税〔2016〕36号附件3), and what it earns is no
 * income of a transfer or licence (促进科技成果转化法 art. 45, 财税〔2018〕58号). Design default, to be confirmed: `work.alone`.
 */
export const isWorkAlone = (kind: ContractKind): boolean => kind === 'consulting' || kind === 'service';
