import type { ContractSide } from './contract-deeds.ts';
import { otherContractSide } from './contract-deeds.ts';
import type { SideNames } from './contract-kind.ts';

/** Who binds his organisation by the signature, and who reads and countersigns before him (项目负责人, 法务 …). */
export const pageRoles = ['sign', 'countersign'] as const;
export type PageRole = (typeof pageRoles)[number];

export const pageRoleLabels: Readonly<Record<PageRole, string>> = { sign: '签署', countersign: '会签' };

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
const ofRole = ({ signers }: PageSigning, side: ContractSide, role: PageRole): PageSigner[] =>
  signers.filter((signer) => signer.side === side && signer.role === role);

/**
 * Why a person may not sign now for a side, in words; null where he may. Without an arrangement either side signs, its signature being
 * its word that it agrees to this way; with one, both must have agreed to it first, the sides sign in the agreed order, only named
 * people sign, and after those who countersign.
 */
export function pageFault(
  page: PageSigning,
  { side, userId }: { readonly side: ContractSide; readonly userId: string },
  sides: SideNames,
): string | null {
  const waiting = waitFault(page, side, sides);
  if (waiting !== null) return waiting;
  const first = firstToSign(page);
  if (first !== null && first !== side) return `双方约定${sides[first]}先签，等${sides[first]}签署。`;
  const named = ofRole(page, side, 'sign');
  if (named.length > 0 && !named.some((signer) => signer.userId === userId))
    return `本单位指定由${namesOf(named)}签署。`;
  const missing = ofRole(page, side, 'countersign').filter(({ countersignedAt }) => countersignedAt === null);
  return missing.length > 0 ? `还要${namesOf(missing)}先会签。` : null;
}

/** Whether a person is named to countersign for a side and has not done so; only once both sides agreed. */
export const mayCountersign = (
  page: PageSigning,
  { side, userId }: { readonly side: ContractSide; readonly userId: string },
): boolean =>
  isAgreedByBoth(page) &&
  ofRole(page, side, 'countersign').some((signer) => signer.userId === userId && signer.countersignedAt === null);

/** 张三（签署）、李四（会签）: of one side, as the evidence says it; null where nobody is named. */
export const signersWords = (signers: readonly Pick<PageSigner, 'name' | 'role'>[]): string | null =>
  signers.length === 0 ? null : signers.map(({ name, role }) => `${name}（${pageRoleLabels[role]}）`).join('、');
