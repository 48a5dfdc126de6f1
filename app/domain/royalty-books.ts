import { type Charge, chargesOn } from './charges-on.ts';
import { type ContractFact, inOrder } from './compute-facts.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import type { Day } from './days.ts';
import type { Fen } from './money.ts';
import type { PeriodCharge } from './period-charge.ts';
import type { RoyaltyRun } from './royalty-run.ts';
import { type StatementFlag, statementFlags } from './statement-flags.ts';
import { underCap } from './under-cap.ts';

/** What was booked for royalties of a contract so far, in fen. */
export interface RoyaltyBooked {
  /** Claims for royalties. */
  readonly raisedFen: Fen;
  /** Taken back from them since, as credits. */
  readonly creditedFen: Fen;
  /** What milestones were charged under the cap, less what was taken back of them; as if charged first where it is not said. */
  readonly milestonesFen?: Fen;
}

/** What terms and facts make of the royalties of a contract by a day, against what was booked. All in fen. */
export interface RoyaltyBooks {
  readonly run: RoyaltyRun;
  /** Royalties, minima and buy-out as they stand, each with its steps. */
  readonly charges: readonly Charge[];
  readonly periods: readonly PeriodCharge[];
  readonly flags: readonly StatementFlag[];
  /** What the cap leaves of all charges: what is to be booked in sum. */
  readonly totalFen: Fen;
  /** Milestones and royalties under the cap, as they are to be booked. */
  readonly countedFen: Fen;
  /** The same before the cap: what every subject costs by itself. */
  readonly beforeCapFen: Fen;
  /** Follows from the facts and was not booked yet. */
  readonly dueFen: Fen;
  /** Booked, and more than follows from the facts: becomes a credit. */
  readonly takenBackFen: Fen;
}

/**
 * The terms as the royalties of a contract on the platform are computed: milestones are charged by their own verbs, so they
 * cost nothing here, and only their acceptance is a fact.
 */
export const royaltyOnly = (terms: PayLaterTerms & { readonly royalty: RoyaltyTerms }): PayLaterTerms => ({
  ...terms,
  milestones: terms.milestones.map((milestone) => ({ ...milestone, amountFen: 0n, trigger: 'tech_validated' })),
});

/**
 * The royalties of a contract by a day, by the one engine that `contract:compute` uses, and what they differ by from what
 * was booked: more is due, less is a credit. Asked before and after a report, it says what the report changes. The lines of time
 * sum to what the cap leaves of the whole, whatever came first; milestones that stand count as opening balances, each whole.
 * 30,000.00 follows, 30,000.00 was raised and 6,000.00 credited → 6,000.00 due.
 */
export function royaltyBooks(
  terms: PayLaterTerms & { readonly royalty: RoyaltyTerms },
  given: readonly ContractFact[],
  asOf: Day,
  { raisedFen, creditedFen, milestonesFen }: RoyaltyBooked,
): RoyaltyBooks {
  const own = royaltyOnly(terms);
  const facts = inOrder(given, asOf);
  const known = chargesOn(own, facts, asOf);
  const charges = known.charges.filter(({ kind }) => kind !== 'milestone');
  const wholeFen = charges.reduce((sum, { amountFen }) => sum + amountFen, 0n);
  const { capFen } = terms.royalty;
  const beforeCapFen = wholeFen + known.openingFen;
  const chargedFen = milestonesFen ?? underCap(known.openingFen, capFen, 0n);
  const totalFen = capFen === null ? wholeFen : underCap(beforeCapFen, capFen, 0n) - chargedFen;
  const openFen = totalFen - raisedFen + creditedFen;
  return {
    run: known.run,
    charges,
    periods: known.periods,
    flags: statementFlags(own, facts, known, asOf),
    totalFen,
    countedFen: totalFen + chargedFen,
    beforeCapFen,
    dueFen: openFen > 0n ? openFen : 0n,
    takenBackFen: openFen < 0n ? -openFen : 0n,
  };
}
