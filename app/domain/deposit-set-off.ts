import type { Day } from './days.ts';
import { type Fen, formatYuan } from './money.ts';
import { claimIs, type ObligationKind } from './obligation.ts';

/** A claim under the contract in which a deposit is set off. */
export interface SetOffClaim {
  readonly id: string;
  readonly kind: ObligationKind;
  readonly label: string;
  /** Open of it and not said to be under way. */
  readonly payableFen: Fen;
  readonly dueOn: Day;
  /** Its payer contests it. */
  readonly isContested: boolean;
}

/** Claims of the price, fixed or by sales, of which something is still to be paid, the earliest first: never a penalty or a repayment. */
export const setOffClaims = <Claim extends SetOffClaim>(claims: readonly Claim[]): Claim[] =>
  claims
    .filter(({ kind, payableFen }) => claimIs(kind, 'bears_interest') && payableFen > 0n)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));

/**
 * The claim on which a deposit of `depositFen` counts as paid (Civil Code art. 587: 抵作价款): the one that is named, else the earliest
 * fixed sum that nobody contests. A deposit counts whole, so a claim with less to pay is refused, with words.
 * Deposit 60,000.00; milestones of 40,000.00 due 12-01 and 800,000.00 due 12-24 → refused, the second is to be named.
 */
export function setOffIn<Claim extends SetOffClaim>(
  claims: readonly Claim[],
  { obligationId, depositFen }: { readonly obligationId: string | null; readonly depositFen: Fen },
): { readonly claim: Claim } | { readonly says: string } {
  const open = setOffClaims(claims);
  const claim =
    obligationId === null
      ? open.find(({ kind, isContested }) => kind === 'milestone' && !isContested)
      : open.find(({ id }) => id === obligationId);
  if (claim === undefined) {
    return {
      says:
        obligationId === null
          ? '这份合同现在没有还要付的固定款，保证金没有可抵的：应付款产生以后再登记，或者选要抵的那一笔。'
          : '要选这份合同里还没有付清的价款。',
    };
  }
  if (claim.payableFen < depositFen) {
    const [left, deposit] = [formatYuan(claim.payableFen), formatYuan(depositFen)];
    return { says: `“${claim.label}”还要付 ${left}，比保证金 ${deposit} 少，抵不完：请选一笔不少于保证金的款。` };
  }
  return { claim };
}
