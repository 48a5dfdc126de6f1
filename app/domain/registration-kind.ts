import { type ContractKind, isLicence, kindOf } from './contract-kind.ts';
import type { PayLaterTerms } from './contract.ts';

const licences = {
  patent_licence: '技术许可：专利实施许可',
  know_how_licence: '技术许可：技术秘密使用许可',
  software_licence: '技术许可：计算机软件著作权许可',
  other_licence: '技术许可：其他知识产权许可',
} as const;
const transfers = {
  patent_transfer: '技术转让：专利权转让',
  patent_application_transfer: '技术转让：专利申请权转让',
  know_how_transfer: '技术转让：技术秘密转让',
  software_transfer: '技术转让：计算机软件著作权转让',
  other_transfer: '技术转让：其他知识产权转让',
} as const;
const developments = {
  commissioned_development: '技术开发：委托开发',
  joint_development: '技术开发：合作开发',
} as const;
const consultings = { consulting: '技术咨询' } as const;
const services = {
  service: '技术服务：一般性技术服务',
  training: '技术服务：技术培训',
  intermediation: '技术服务：技术中介',
} as const;

/** The sorts under which contracts are registered (Civil Code art. 851, 863, 878). */
export const registrationKindLabels = {
  ...licences,
  ...transfers,
  ...developments,
  ...consultings,
  ...services,
} as const;
export type RegistrationKind = keyof typeof registrationKindLabels;
export const registrationKinds = Object.keys(registrationKindLabels) as [RegistrationKind, ...RegistrationKind[]];

const sorts: Readonly<Record<ContractKind, readonly RegistrationKind[]>> = {
  pay_later: Object.keys(licences) as RegistrationKind[],
  licence: Object.keys(licences) as RegistrationKind[],
  transfer: Object.keys(transfers) as RegistrationKind[],
  development: Object.keys(developments) as RegistrationKind[],
  consulting: Object.keys(consultings) as RegistrationKind[],
  service: Object.keys(services) as RegistrationKind[],
};

/** The sorts that a contract of this kind may be registered as. */
export const registrationKindsOf = (kind: ContractKind): readonly RegistrationKind[] => sorts[kind];

const bySubKind: Readonly<Record<string, RegistrationKind>> = {
  专利实施许可: 'patent_licence',
  技术秘密使用许可: 'know_how_licence',
  其他知识产权许可: 'other_licence',
  专利权转让: 'patent_transfer',
  专利申请权转让: 'patent_application_transfer',
  技术秘密转让: 'know_how_transfer',
  其他知识产权转让: 'other_transfer',
  委托开发: 'commissioned_development',
  合作开发: 'joint_development',
  技术培训: 'training',
  技术中介: 'intermediation',
};

/** The sort that the form begins with: the one the contract names, else by whether there are patents. */
export function suggestedRegistrationKind(terms: PayLaterTerms, hasPatents: boolean): RegistrationKind {
  const kind = kindOf(terms);
  const own = registrationKindsOf(kind);
  const named = bySubKind[terms.subKind ?? ''];
  if (named !== undefined && own.includes(named)) return named;
  if (isLicence(kind)) return hasPatents ? 'patent_licence' : 'know_how_licence';
  if (kind === 'transfer') return hasPatents ? 'patent_transfer' : 'know_how_transfer';
  return own[0] ?? 'other_licence';
}

/** 支付方式 as the office's form asks for it (Civil Code art. 846): what is paid on signing, in one sum or by instalments, a share. */
export function registrationPayment({ kind, milestones, royalty }: PayLaterTerms): string {
  const share = royalty ? ['收入提成'] : [];
  if (kindOf({ kind }) === 'pay_later') {
    return `${[...(milestones.length > 0 ? ['里程碑支付'] : []), ...share].join(' + ')}（零入门费）`;
  }
  const isEntry = milestones.some(({ trigger }) => trigger === 'signed');
  const rest = milestones.filter(({ trigger }) => trigger !== 'signed').length;
  if (royalty && isEntry) return [`入门费`, ...(rest > 0 ? ['分期支付'] : []), ...share].join(' + ');
  const fixed = milestones.length === 1 ? ['一次总付'] : milestones.length > 1 ? ['分期支付'] : [];
  return [...fixed, ...share].join(' + ');
}
