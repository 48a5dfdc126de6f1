import { addDays, type Day, laterDay } from './days.ts';

/** A change that both sides signed. */
export interface SignedChange {
  readonly baseVersionN: number;
  readonly versionN: number;
  readonly effectiveOn: Day;
  /** The day on which the last of both signed. */
  readonly signedOn: Day;
}

/**
 * What is said behind a version of a contract: nothing while it is not signed, else from which day or up to which it is performed.
 * A change that counts from a later day leaves the version before it in force until then (Civil Code art. 543); where the contract
 * ended first, it was never performed. `signedVersionN` is the version that is performed; null before any.
 */
export function versionStanding(
  n: number,
  {
    signedVersionN,
    changes,
    isOver = false,
  }: { readonly signedVersionN: number | null; readonly changes: readonly SignedChange[]; readonly isOver?: boolean },
): string {
  const own = changes.find(({ versionN }) => versionN === n);
  const next = changes.find(({ baseVersionN }) => baseVersionN === n);
  if (n !== signedVersionN && own === undefined && next === undefined) return '';
  const isUntaken = (change: SignedChange): boolean => change.versionN > (signedVersionN ?? 0);
  if (own !== undefined && isUntaken(own)) {
    return isOver ? '（已签署，合同在生效日以前结束，没有执行）' : `（已签署，自 ${own.effectiveOn} 起执行）`;
  }
  if (next === undefined || (isOver && isUntaken(next))) return '（已签署）';
  return `（已签署，执行到 ${addDays(laterDay(next.effectiveOn, next.signedOn), -1)}）`;
}
