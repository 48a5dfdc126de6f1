import type { ContractSide } from './contract-deeds.ts';
import { otherContractSide } from './contract-deeds.ts';

/** Who binds his organisation by the signature, and who reads and countersigns before him (项目负责人, 法务 …). */
export const pageRoles = ['sign', 'countersign'] as const;
export type PageRole = (typeof pageRoles)[number];

const pageRoleLabels: Readonly<Record<PageRole, string>> = { sign: '签署', countersign: '会签' };

/** A side's word that this version is signed on the page (电子签名法 art. 3: the parties may agree to use electronic signatures). */
export interface PageAgreement {
  readonly side: ContractSide;
  /** Given ahead, with signers and order; else in the same deed as the signature. */
  readonly isArranged: boolean;
  /** Which side signs first; null: either. */
  readonly first: ContractSide | null;
}

export interface PageSigner {
  readonly side: ContractSide;
  readonly userId: string;
  readonly name: string;
  readonly role: PageRole;
  readonly countersignedAt: Date | null;
  /** He is a member still, and where he is to sign may still bind his organisation. */
  readonly isAble: boolean;
}

/** How a version is being signed on the page: what both sides agreed, whom they named, who has signed. */
export interface PageSigning {
  readonly agreements: readonly PageAgreement[];
  readonly signers: readonly PageSigner[];
  readonly signed: readonly ContractSide[];
}

/** A side's word, if it has given it. */
export const agreementOf = ({ agreements }: PageSigning, side: ContractSide): PageAgreement | undefined =>
  agreements.find((agreement) => agreement.side === side);

/** Both sides have said it, whether ahead or by signing. */
export const isAgreedByBoth = (page: PageSigning): boolean =>
  agreementOf(page, 'licensor') !== undefined && agreementOf(page, 'licensee') !== undefined;

/** Which side signs first, as both agreed; null where that is open, or the first has signed. */
export function firstToSign(page: PageSigning): ContractSide | null {
  const first = page.agreements.find((agreement) => agreement.first !== null)?.first ?? null;
  return isAgreedByBoth(page) && first !== null && !page.signed.includes(first) ? first : null;
}

/** The people whom a side named for a role. */
export const ofRole = (page: PageSigning, side: ContractSide, role: PageRole): PageSigner[] =>
  namedBy(page, side).filter((signer) => signer.role === role);

const namedBy = ({ signers }: PageSigning, side: ContractSide): PageSigner[] =>
  signers.filter((signer) => signer.side === side);

/** A person on one side. */
export interface PagePerson {
  readonly side: ContractSide;
  readonly userId: string;
}

/** Who signs first, as the own side says it. */
export type PageOrder = 'own' | 'other' | 'any';

export const orderOf = (first: PageOrder, side: ContractSide): ContractSide | null =>
  first === 'any' ? null : first === 'own' ? side : otherContractSide(side);

/**
 * Why this order cannot be agreed; null where it can: once a side has signed it stays, and a change is signed first by who proposes it
 * (`proposer`; null: the contract itself, which either may sign first).
 */
export function orderFault(
  page: PageSigning,
  {
    side,
    order,
    proposer,
  }: { readonly side: ContractSide; readonly order: ContractSide | null; readonly proposer: ContractSide | null },
): string | null {
  if (proposer !== null && order === otherContractSide(proposer)) return '变更由提出的一方先签，请改选。';
  const theirs = agreementOf(page, otherContractSide(side));
  if (page.signed.length > 0 && order !== (theirs?.first ?? null)) return '对方已经签署，顺序不能再改。';
  return null;
}

/** Whom a side is to name: who signs, who countersigns before. */
export interface NamedPeople {
  readonly signers: readonly string[];
  readonly countersigners: readonly string[];
}

/** The people whom a side has named, as they are named anew. */
export const namedPeople = (page: PageSigning, side: ContractSide): NamedPeople => ({
  signers: ofRole(page, side, 'sign').map(({ userId }) => userId),
  countersigners: ofRole(page, side, 'countersign').map(({ userId }) => userId),
});

/**
 * Why a person may not name others in the place of those whom his side named; null where he may. It is for the organisation's
 * administrator and for those who were named to sign, or where none is, for who countersigns: else any approver would take them away.
 */
export function renameFault(
  page: PageSigning,
  { side, userId, isAdministrator }: PagePerson & { readonly isAdministrator: boolean },
): string | null {
  const named = namedBy(page, side);
  const signers = ofRole(page, side, 'sign');
  const mayRename = (signers.length > 0 ? signers : named).some((signer) => signer.userId === userId && signer.isAble);
  if (named.length === 0 || isAdministrator || mayRename) return null;
  return `本单位已指定${signersWords(named)}，要改请单位管理员或者指定的人来改。`;
}

/** The same people in the same roles, in whatever order. */
export const samePeople = (a: NamedPeople, b: NamedPeople): boolean =>
  (['signers', 'countersigners'] as const).every(
    (role) => a[role].length === b[role].length && a[role].every((id) => b[role].includes(id)),
  );

/** A member of the own organisation, and whether he may bind it. */
interface PageMember {
  readonly userId: string;
  readonly maySign: boolean;
}

/** Why people cannot be named; null where they can: to sign those who may bind the organisation, to countersign any member, nobody for both. */
export function namingFault(
  { signers, countersigners }: NamedPeople,
  members: readonly PageMember[],
): { readonly path: 'signers' | 'countersigners'; readonly says: string } | null {
  const isMember = (id: string): boolean => members.some(({ userId }) => userId === id);
  if (countersigners.some((id) => signers.includes(id)))
    return { path: 'countersigners', says: '同一个人不能既签署又会签' };
  if (!signers.every((id) => members.some(({ userId, maySign }) => maySign && userId === id)))
    return { path: 'signers', says: '签署人要是本单位能签署合同的成员，请重新选择' };
  return countersigners.every(isMember) ? null : { path: 'countersigners', says: '会签人要是本单位的成员，请重新选择' };
}

/** 张三（签署）、李四（会签）: of one side, as the evidence says it; null where nobody is named. */
export const signersWords = (signers: readonly Pick<PageSigner, 'name' | 'role'>[]): string | null =>
  signers.length === 0 ? null : signers.map(({ name, role }) => `${name}（${pageRoleLabels[role]}）`).join('、');
