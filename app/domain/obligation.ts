/** What may hold of a kind of claim. */
export type ClaimFact =
  /** The licensor's: what is paid on it is shared, and commission accrues on it. */
  | 'income'
  /** Counted under the contract's cap. */
  | 'capped'
  /** Default interest runs on it: what is owed for the licence, never interest on interest. */
  | 'bears_interest'
  /** A credit is set against it. */
  | 'set_off'
  /** Leaves the payee's book when it cannot be collected; what the licensor has to repay is waived instead. */
  | 'written_off'
  /** Its payee may waive what is open of it: a penalty that was charged. */
  | 'waived'
  /** Billed by an invoice; what goes back to a payer is not. */
  | 'invoiced';

/** Every kind of claim under a contract with what holds of it, so that no list of kinds stands beside this one. */
const kinds = {
  milestone: ['income', 'capped', 'bears_interest', 'set_off', 'written_off', 'invoiced'],
  /** A report's, a year's minimum or the price of the buy-out. */
  royalty: ['income', 'capped', 'bears_interest', 'set_off', 'written_off', 'invoiced'],
  interest: ['income', 'set_off', 'written_off', 'waived', 'invoiced'],
  /** What a credit left at the end of a contract makes the licensor owe the licensee. */
  credit_return: [],
} as const satisfies Readonly<Record<string, readonly ClaimFact[]>>;
export type ObligationKind = keyof typeof kinds;

/** All kinds in their written order; the source of the column's CHECK. */
export const obligationKinds = Object.keys(kinds) as unknown as readonly [ObligationKind, ...ObligationKind[]];

/** True where `fact` holds of claims of this kind. */
export const claimIs = (kind: ObligationKind, fact: ClaimFact): boolean =>
  (kinds[kind] as readonly ClaimFact[]).includes(fact);

/** The kinds of which `fact` holds. `capped` → milestone, royalty. */
export const kindsWith = (fact: ClaimFact): ObligationKind[] => obligationKinds.filter((kind) => claimIs(kind, fact));
