import type { ContractSide } from './contract-deeds.ts';
import { otherContractSide } from './contract-deeds.ts';
import type { SideNames } from './contract-kind.ts';

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

const agreementOf = ({ agreements }: PageSigning, side: ContractSide): PageAgreement | undefined =>
  agreements.find((agreement) => agreement.side === side);

/** Both sides have said it, whether ahead or by signing. */
export const isAgreedByBoth = (page: PageSigning): boolean =>
  agreementOf(page, 'licensor') !== undefined && agreementOf(page, 'licensee') !== undefined;

/** Which side signs first, as both agreed; null where that is open, or the first has signed. */
export function firstToSign(page: PageSigning): ContractSide | null {
  const first = page.agreements.find((agreement) => agreement.first !== null)?.first ?? null;
  return isAgreedByBoth(page) && first !== null && !page.signed.includes(first) ? first : null;
}

/** An arrangement of one side waits for the other's word: nobody signs on one side's word alone. */
function waitFault(page: PageSigning, side: ContractSide, sides: SideNames): string | null {
  const other = otherContractSide(side);
  if (agreementOf(page, side)?.isArranged && agreementOf(page, other) === undefined)
    return `本方已提出页面签署的安排，等${sides[other]}同意以后才能签。`;
  if (agreementOf(page, other)?.isArranged && agreementOf(page, side) === undefined)
    return `${sides[other]}提出了页面签署的签署人和顺序，请先同意。`;
  return null;
}

const namesOf = (signers: readonly PageSigner[]): string => signers.map(({ name }) => name).join('、');
const namedBy = ({ signers }: PageSigning, side: ContractSide): PageSigner[] =>
  signers.filter((signer) => signer.side === side);
const ofRole = (page: PageSigning, side: ContractSide, role: PageRole): PageSigner[] =>
  namedBy(page, side).filter((signer) => signer.role === role);

const byAdministrator = '请单位管理员在“页面签署的安排”里改。';

/** Named are others than this person; where none of them can sign any more, who puts that right. */
function signerFault(page: PageSigning, side: ContractSide, userId: string): string | null {
  const named = ofRole(page, side, 'sign');
  if (named.length === 0 || named.some((signer) => signer.userId === userId)) return null;
  const says = `本单位指定由${namesOf(named)}签署`;
  return named.some(({ isAble }) => isAble) ? `${says}。` : `${says}，现在不能再由其签署，${byAdministrator}`;
}

/** Who is to countersign has not, or cannot any more. */
function countersignFault(page: PageSigning, side: ContractSide): string | null {
  const missing = ofRole(page, side, 'countersign').filter(({ countersignedAt }) => countersignedAt === null);
  if (missing.length === 0) return null;
  const gone = missing.filter(({ isAble }) => !isAble);
  if (gone.length > 0) return `会签人${namesOf(gone)}已不在本单位，${byAdministrator}`;
  return `还要${namesOf(missing)}先会签。`;
}

/** A person on one side. */
interface PagePerson {
  readonly side: ContractSide;
  readonly userId: string;
}

/**
 * Why a person may not sign now for a side, in words; null where he may. Without an arrangement either side signs, its signature being
 * its word that it agrees to this way; with one, both must have agreed to it first and sign in the agreed order. Whom a side named binds
 * it whatever became of the arrangement: only they sign, and after those who countersign.
 */
export function pageFault(page: PageSigning, { side, userId }: PagePerson, sides: SideNames): string | null {
  const waiting = waitFault(page, side, sides);
  if (waiting !== null) return waiting;
  const first = firstToSign(page);
  if (first !== null && first !== side) return `双方约定${sides[first]}先签，等${sides[first]}签署。`;
  return signerFault(page, side, userId) ?? countersignFault(page, side);
}

/** Whether a person is named to countersign for a side and has not done so; not while one side waits for the other's word. */
export const mayCountersign = (page: PageSigning, { side, userId }: PagePerson): boolean =>
  !page.agreements.some((own) => own.isArranged && agreementOf(page, otherContractSide(own.side)) === undefined) &&
  ofRole(page, side, 'countersign').some((signer) => signer.userId === userId && signer.countersignedAt === null);

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
