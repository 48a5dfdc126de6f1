import { wholePpm } from './money.ts';

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

/** True where the inventors own a part: they are parties of a contract about it, beside their unit. */
export const areCoOwners = (entitlement: Pick<Entitlement, 'kind'> | null): boolean =>
  entitlement?.kind === 'ownership';
