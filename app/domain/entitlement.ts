import { formatPpm, wholePpm } from './money.ts';

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

/** Fewest years of a right of use in the national pilots (design default, to be confirmed). */
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

/**
 * The sentence that a contract about the achievement carries: who owns with the unit, or who may go on using it.
 * 70 % of the ownership: 所有权由许可方与完成人共有，完成人合计持有 70% …
 */
export function entitlementClause({ kind, sharePpm, termYears, holders }: Entitlement): string {
  const names = holders.map(({ name, sharePpm: part }) => `${name}（${formatPpm(part)}）`).join('、');
  return kind === 'ownership'
    ? `标的技术的所有权由许可方与完成人共有，完成人合计持有 ${formatPpm(sharePpm ?? 0)}：${names}。完成人同意由许可方签署和履行本合同，收益按赋权协议分配。`
    : `完成人${names}依赋权协议享有标的技术 ${termYears ?? 0} 年的长期使用权，本合同不影响其行使。`;
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
