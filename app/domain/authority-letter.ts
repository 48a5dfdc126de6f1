import type { Day } from './days.ts';
import type { Fen } from './money.ts';

/** 授权委托书: who may bind an organisation, in what, up to how much, from when to when (Civil Code art. 165). */
export interface AuthorityLetter {
  readonly holderName: string;
  /** Null: for every contract of its scope. */
  readonly contractId: string | null;
  /** Most that a contract may come to; null: no limit. */
  readonly limitFen: Fen | null;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly revokedAt: Date | null;
}

export type LetterFault = 'revoked' | 'not_yet' | 'over' | 'other_contract' | 'over_limit';

export const letterFaultWords: Readonly<Record<LetterFault, string>> = {
  revoked: '授权已撤销',
  not_yet: '授权还没有开始',
  over: '授权已过期',
  other_contract: '授权只限另一份合同',
  over_limit: '合同额超过授权的限额；提成不封顶的，只有不设限额的授权才够',
};

/**
 * Why a letter does not cover the signature of a contract on a day; null where it does. Both days count. `sumFen`: the most that the
 * contract may come to (`mostOf`), null where it has no upper end: that is above every limit.
 */
export function letterFault(
  letter: AuthorityLetter,
  { contractId, sumFen, on }: { readonly contractId: string; readonly sumFen: Fen | null; readonly on: Day },
): LetterFault | null {
  if (letter.revokedAt !== null) return 'revoked';
  if (on < letter.startsOn) return 'not_yet';
  if (on > letter.endsOn) return 'over';
  if (letter.contractId !== null && letter.contractId !== contractId) return 'other_contract';
  return letter.limitFen !== null && (sumFen === null || sumFen > letter.limitFen) ? 'over_limit' : null;
}
