import { addDays, type Day } from './days.ts';

/** A change that both sides signed. */
export interface SignedChange {
  readonly baseVersionN: number;
  readonly versionN: number;
  readonly effectiveOn: Day;
}

/**
 * What is said behind a version of a contract: nothing while it is not signed, else from which day or up to which it is performed.
 * A change that counts from a later day leaves the version before it in force until then (Civil Code art. 543).
 * `signedVersionN` is the version signed last; null before any.
 */
export function versionStanding(
  n: number,
  { signedVersionN, changes }: { readonly signedVersionN: number | null; readonly changes: readonly SignedChange[] },
  today: Day,
): string {
  const from = changes.find(({ versionN }) => versionN === n)?.effectiveOn;
  const until = changes.find(({ baseVersionN }) => baseVersionN === n)?.effectiveOn;
  if (n !== signedVersionN && until === undefined) return '';
  if (until !== undefined) return `（已签署，执行到 ${addDays(until, -1)}）`;
  return from !== undefined && from > today ? `（已签署，自 ${from} 起执行）` : '（已签署）';
}
