import { canonicalJson } from './canonical-json.ts';
import { allocate, formatPpm, wholePpm } from './money.ts';

/** 赋权 (科技成果赋权改革): a share of the ownership, or a right to use it for years. */
export const entitlementKinds = ['ownership', 'long_use'] as const;
export type EntitlementKind = (typeof entitlementKinds)[number];

export const entitlementLabels: Readonly<Record<EntitlementKind, string>> = {
  ownership: '所有权份额',
  long_use: '长期使用权',
};

/** One inventor, and his part of what the team holds, in ppm. */
export interface EntitlementHolder {
  readonly name: string;
  readonly sharePpm: number;
}

export interface Entitlement {
  readonly kind: EntitlementKind;
  /** What the team holds of the ownership, in ppm; null for a right of use. */
  readonly sharePpm: number | null;
  /** Years of the right of use; null for a share. */
  readonly termYears: number | null;
  readonly holders: readonly EntitlementHolder[];
}

/** Fewest years of a right of use in the national pilots (design default, to be confirmed: `entitlement.years`). */
export const leastUseYears = 10;

export interface EntitlementFault {
  readonly path: string;
  readonly says: string;
}

/**
 * What is wrong with an entitlement: a share lies between nothing and everything, a right of use has at least ten years, and
 * the parts of the holders sum to the whole. Null where nothing is.
 */
export function entitlementFault({ kind, sharePpm, termYears, holders }: Entitlement): EntitlementFault | null {
  if (kind === 'ownership' && (sharePpm === null || sharePpm <= 0 || sharePpm > wholePpm)) {
    return { path: 'share', says: '所有权份额要大于 0，不超过 100%' };
  }
  if (kind === 'long_use' && (termYears === null || termYears < leastUseYears)) {
    return { path: 'termYears', says: `长期使用权的期限一般不少于 ${leastUseYears} 年` };
  }
  if (holders.length === 0) return { path: 'holders', says: '请写明被赋权的完成人' };
  const sum = holders.reduce((total, holder) => total + holder.sharePpm, 0);
  return sum === wholePpm ? null : { path: 'holders', says: '各完成人的比例合计要等于 100%' };
}

/** An inventor who owns with the unit, and what he holds of the whole, in ppm. */
export interface CoOwner {
  readonly name: string;
  readonly sharePpm: number;
}

/** Who owns beside the unit: 70 % held 60 : 40 is 42 % and 28 % of the whole. None where inventors hold a right of use only. */
export function coOwnersOf({ kind, sharePpm, holders }: Omit<Entitlement, 'termYears'>): CoOwner[] {
  if (kind !== 'ownership' || sharePpm === null) return [];
  const parts = allocate(
    BigInt(sharePpm),
    holders.map((holder) => holder.sharePpm),
  );
  return holders.map(({ name }, i) => ({ name, sharePpm: Number(parts[i]) }));
}

export interface ClauseFacts extends Entitlement {
  /** The agreement lets the unit sign and perform alone. */
  readonly unitActsAlone: boolean;
  readonly agreedOn: string;
}

/**
 * The sentence that a contract about the achievement carries: who owns with the unit and by what he agrees, or who may go on using
 * it. Co-owners are parties to the disposal by their consent, unless they agreed that one acts for all (专利法 art. 14).
 * 70 % of the ownership, one holder: 标的技术由许可方与下列完成人共有：鲁松砚（共有权人，70%），其余 30% 归许可方。…
 */
export function entitlementClause(
  { kind, sharePpm, termYears, holders, unitActsAlone, agreedOn }: ClauseFacts,
  seller: string,
): string {
  if (kind !== 'ownership') {
    const names = holders.map(({ name, sharePpm: part }) => `${name}（${formatPpm(part)}）`).join('、');
    return `完成人${names}依赋权协议享有标的技术 ${termYears ?? 0} 年的长期使用权，本合同不影响其行使。`;
  }
  const owners = coOwnersOf({ kind, sharePpm, holders });
  const names = owners.map(({ name, sharePpm: part }) => `${name}（${formatPpm(part)}）`).join('、');
  const rest = wholePpm - (sharePpm ?? 0);
  const unit = rest > 0 ? `，其余 ${formatPpm(rest)} 归${seller}` : '';
  const consent = unitActsAlone
    ? `共有权人已在 ${agreedOn} 的赋权协议中约定，由${seller}单独签署和履行本合同`
    : `共有权人逐一同意${seller}签署和履行本合同，其同意附于签署记录`;
  return `标的技术的所有权由${seller}与完成人共有。共有权人及其份额：${names}${unit}。${consent}，收益按赋权协议分配。`;
}

/** What a version of a contract says of its co-owners: as data, or in versions from before that, in a sentence only. */
interface NamedOwners {
  readonly owners?: readonly CoOwner[] | undefined;
  readonly unitActsAlone?: boolean | undefined;
  /** The clause, as `entitlementClause` wrote it. */
  readonly entitlement?: string | undefined;
}

/**
 * Whether a version names other owners than there are, or says otherwise who signs for them: then it has to be written anew, since what
 * both sides sign would not be true (专利法 art. 14). Named 42 % and 28 %, now 35 % each: true.
 */
export function areOwnersStale(
  named: NamedOwners,
  live: (Omit<Entitlement, 'termYears'> & Pick<ClauseFacts, 'unitActsAlone'>) | null,
): boolean {
  const owners = live === null ? [] : coOwnersOf(live);
  if (owners.length === 0)
    return (named.owners ?? []).length > 0 || named.entitlement?.includes('与完成人共有') === true;
  const signsAlone = named.unitActsAlone ?? named.entitlement?.includes('单独签署');
  if (signsAlone !== undefined && signsAlone !== live?.unitActsAlone) return true;
  if (named.owners === undefined) return named.entitlement === undefined;
  const plain = (rows: readonly CoOwner[]) => canonicalJson(rows.map(({ name, sharePpm }) => ({ name, sharePpm })));
  return plain(named.owners) !== plain(owners);
}

/**
 * Why a version may not be signed for want of its co-owners, in words; null where it may: it names them as they are, and each of them
 * agreed to it, unless they agreed once for all that the unit acts alone (专利法 art. 14).
 */
export function coOwnersFault({
  isStale,
  unitActsAlone,
  missing,
}: {
  readonly isStale: boolean;
  readonly unitActsAlone: boolean;
  /** Names of those who have not agreed to this version. */
  readonly missing: readonly string[];
}): string | null {
  if (isStale) return '赋权登记与这一版写明的共有权人或者由谁签署不同，请改条款另出一版，按现在的登记写明。';
  if (unitActsAlone || missing.length === 0) return null;
  return `标的技术与完成人共有，还要共有权人${missing.join('、')}同意这一版。`;
}

/** What the holders own of an achievement for the sharing of its income: their part of the ownership, and each one's of that. */
export interface OwnedShare {
  readonly ppm: number;
  readonly holders: readonly { readonly userId: string | null; readonly name: string; readonly sharePpm: number }[];
  /** The agreement in words. */
  readonly source: string;
}

/**
 * The owned share that decides how income is split (先赋权后转化: who owns gets his part of the net as owner, before any reward of the
 * unit's). A right of use splits nothing: the licensor's income stays the unit's. Holders are known by their names on the list of
 * the achievement's people; a name that stands there twice, or is held by two, is nobody's account.
 */
export function ownedShareOf(
  entitlement: (Entitlement & { readonly agreedOn: string }) | null,
  people: readonly { readonly userId: string | null; readonly name: string }[],
): OwnedShare | null {
  if (entitlement?.kind !== 'ownership' || entitlement.sharePpm === null) return null;
  const holders = entitlement.holders.map((holder) => ({
    ...holder,
    userId: accountOf(holder.name, people, entitlement.holders),
  }));
  return { ppm: entitlement.sharePpm, holders, source: `${entitlement.agreedOn} 赋权协议（所有权份额）` };
}

function accountOf(
  wanted: string,
  people: readonly { readonly userId: string | null; readonly name: string }[],
  holders: readonly EntitlementHolder[],
): string | null {
  const isWanted = ({ name }: { readonly name: string }): boolean => name === wanted;
  const [person, ...others] = people.filter(isWanted);
  return others.length > 0 || holders.filter(isWanted).length > 1 ? null : (person?.userId ?? null);
}
