import type { Day } from './days.ts';
import type { OpenBalance } from './default-interest.ts';
import type { Fen } from './money.ts';

/** Days in which charged default interest is to be paid (design default, to be confirmed, `late.penalty`: the law and the terms set none). */
export const payInterestWithinDays = 15;

/** On what a charge was reckoned: what the reports said at each time, or what was really owed (`interest.correction`). */
export const interestBases = ['as_reported', 'as_owed'] as const;

/**
 * True when default interest can be charged now (民法典 art. 585): some of it stands, `chargeableFen`, and nothing of the claim,
 * `awaitedFen`, is said to be under way: it may have been paid in time. Whether the claim is still in the payee's book does not matter: what is
 * written off is owed as before (账销案存).
 */
export const isInterestChargeable = (interest: { readonly chargeableFen: Fen } | null, awaitedFen: Fen): boolean =>
  interest !== null && interest.chargeableFen > 0n && awaitedFen <= 0n;

/** Something that changed what was open of a claim on a day: below zero money or a credit, above zero money that came back. */
export interface ClaimMovement {
  readonly on: Day;
  readonly fen: Fen;
}

/**
 * What was open of a claim at the end of each day on which it changed, in fen, in the order of days. Money counts on the day on
 * which it was paid, not on which it was found; what was paid before the claim arose counts from that day.
 * 300,000.00 of 1 February, 100,000.00 paid on 5 March → 300,000.00 from 1 February, 200,000.00 from 5 March.
 */
export function openBalances(
  claim: { readonly arisesOn: Day; readonly amountFen: Fen },
  movements: readonly ClaimMovement[],
): OpenBalance[] {
  const changes = new Map<Day, Fen>([[claim.arisesOn, claim.amountFen]]);
  for (const { on, fen } of movements) {
    const day = on < claim.arisesOn ? claim.arisesOn : on;
    changes.set(day, (changes.get(day) ?? 0n) + fen);
  }
  let openFen = 0n;
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, fen]) => {
      openFen += fen;
      return { on, openFen };
    });
}

/** The same balances once more movements count that the books have on other days or not at all. */
export const movedBalances = (
  balances: readonly OpenBalance[],
  arisesOn: Day,
  movements: readonly ClaimMovement[],
): OpenBalance[] =>
  openBalances({ arisesOn, amountFen: 0n }, [
    ...balances.map(({ on, openFen }, i) => ({ on, fen: openFen - (balances[i - 1]?.openFen ?? 0n) })),
    ...movements,
  ]);
