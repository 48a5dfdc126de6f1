import { type ContractSide, otherContractSide } from './contract-deeds.ts';
import type { SideNames } from './contract-kind.ts';
import {
  agreementOf,
  firstToSign,
  ofRole,
  type PagePerson,
  type PageRole,
  type PageSigner,
  type PageSigning,
} from './page-signing.ts';

const namesOf = (signers: readonly PageSigner[]): string => signers.map(({ name }) => name).join('、');

const byAdministrator = '请单位管理员在“页面签署的安排”里改。';

/**
 * What the page signing of a version waits for on one side: its own word to the other's arrangement, the other's to its own, the other's
 * signature in the agreed order, its countersigners, its named signers; `stuck`: those whom it named cannot any more. Null: whoever
 * may bind the side signs.
 */
export type PageTurn =
  | { readonly kind: 'agree' | 'other_agrees' | 'other_signs' }
  | { readonly kind: 'countersign' | 'sign'; readonly people: readonly PageSigner[] }
  | { readonly kind: 'stuck'; readonly says: string };

/** Nobody signs on one side's word alone: whose is missing for an arrangement to stand. */
function waitFor(page: PageSigning, side: ContractSide): 'agree' | 'other_agrees' | null {
  const own = agreementOf(page, side);
  const theirs = agreementOf(page, otherContractSide(side));
  if (own?.isArranged && theirs === undefined) return 'other_agrees';
  return theirs?.isArranged && own === undefined ? 'agree' : null;
}

/** What a side's own people have to do before it has signed, whatever the order. */
function ownTurn(page: PageSigning, side: ContractSide): PageTurn | null {
  const signers = ofRole(page, side, 'sign');
  if (signers.length > 0 && !signers.some(({ isAble }) => isAble))
    return { kind: 'stuck', says: `本单位指定由${namesOf(signers)}签署，现在不能再由其签署，${byAdministrator}` };
  const missing = ofRole(page, side, 'countersign').filter(({ countersignedAt }) => countersignedAt === null);
  const gone = missing.filter(({ isAble }) => !isAble);
  if (gone.length > 0) return { kind: 'stuck', says: `会签人${namesOf(gone)}已不在本单位，${byAdministrator}` };
  if (missing.length > 0) return { kind: 'countersign', people: missing };
  return signers.length > 0 ? { kind: 'sign', people: signers } : null;
}

/** Whose turn it is on a side that has not signed yet; see PageTurn. */
export function pageTurn(page: PageSigning, side: ContractSide): PageTurn | null {
  const waiting = waitFor(page, side);
  if (waiting !== null) return { kind: waiting };
  const first = firstToSign(page);
  return first !== null && first !== side ? { kind: 'other_signs' } : ownTurn(page, side);
}

/**
 * Why a person may not sign now for a side, in words; null where he may. Without an arrangement either side signs, its signature being
 * its word that it agrees to this way; with one, both must have agreed to it first and sign in the agreed order. Whom a side named binds
 * it whatever became of the arrangement: only they sign, and after those who countersign.
 */
export function pageFault(page: PageSigning, { side, userId }: PagePerson, sides: SideNames): string | null {
  const turn = pageTurn(page, side);
  const other = sides[otherContractSide(side)];
  switch (turn?.kind) {
    case 'other_agrees':
      return `本方已提出页面签署的安排，等${other}同意以后才能签。`;
    case 'agree':
      return `${other}提出了页面签署的签署人和顺序，请先同意。`;
    case 'other_signs':
      return `双方约定${other}先签，等${other}签署。`;
  }
  const named = ofRole(page, side, 'sign');
  const isNamed = named.length === 0 || named.some((signer) => signer.userId === userId);
  if (!isNamed && named.some(({ isAble }) => isAble)) return `本单位指定由${namesOf(named)}签署。`;
  if (turn?.kind === 'stuck') return turn.says;
  return turn?.kind === 'countersign' ? `还要${namesOf(turn.people)}先会签。` : null;
}

/** Whether a person is named to countersign for a side and has not done so; not while one side waits for the other's word. */
export const mayCountersign = (page: PageSigning, { side, userId }: PagePerson): boolean =>
  waitFor(page, side) === null &&
  ofRole(page, side, 'countersign').some((signer) => signer.userId === userId && signer.countersignedAt === null);

/** A named person who can do his part now. */
export interface NamedTurn extends PagePerson {
  readonly role: PageRole;
}

/** The named people of both sides who can do their part now: countersigners as soon as nobody's word is missing, signers in order. */
export const namedTurns = (page: PageSigning): NamedTurn[] =>
  (['licensor', 'licensee'] as const)
    .filter((side) => !page.signed.includes(side) && waitFor(page, side) === null)
    .flatMap((side) => {
      const turn = ownTurn(page, side);
      const isOpen = turn?.kind === 'countersign' || pageTurn(page, side)?.kind === 'sign';
      if (!isOpen || (turn?.kind !== 'countersign' && turn?.kind !== 'sign')) return [];
      return turn.people.filter(({ isAble }) => isAble).map(({ userId, role }) => ({ side, userId, role }));
    });
