import { chargesOn } from './charges-on.ts';
import { type Clause, clauses } from './compute-clauses.ts';
import { type Claim, type ClaimKind, computeClaims, withClocks } from './compute-claims.ts';
import { type ContractFact, factsOf, inOrder } from './compute-facts.ts';
import type { Step } from './compute-steps.ts';
import type { PayLaterTerms } from './contract.ts';
import type { CreditUse } from './credit-draws.ts';
import { type Day, endOfDay } from './days.ts';
import { defaultInterest } from './default-interest.ts';
import { movedBalances } from './interest-charge.ts';
import { type Fen, lesserFen } from './money.ts';
import { type OwnCredit, owedFromTheStart } from './owed-from-the-start.ts';
import { type Settled, settleClaims } from './settle-claims.ts';
import { type StatementFlag, statementFlags } from './statement-flags.ts';

/** A claim, or the default interest on one, with what became of it by the day that was asked for. */
export interface Obligation extends Omit<Claim, 'kind'> {
  readonly kind: ClaimKind | 'interest';
  readonly clause: Clause;
  readonly steps: readonly Step[];
  readonly receivedFen: Fen;
  readonly creditedFen: Fen;
  /** Of default interest, what its payee waived; absent where nothing was. */
  readonly waivedFen?: Fen;
  readonly openFen: Fen;
  /** Default interest that still grows with the days; every other sum stands. */
  readonly isRunning: boolean;
}

export interface ComputedContract {
  readonly asOf: Day;
  readonly obligations: readonly Obligation[];
  readonly flags: readonly StatementFlag[];
  /** Received and not used for a claim. */
  readonly advanceFen: Fen;
}

const none: Settled = { receivedFen: 0n, creditedFen: 0n, openFen: 0n, balances: [] };

function interestOn(
  terms: PayLaterTerms,
  claim: Claim,
  settled: Settled,
  given: { asOf: Day; receivedFen: Fen; waivedFen: Fen; ownCredit: OwnCredit | undefined },
): Obligation[] {
  if (claim.dueOn === null || claim.amountFen <= 0n) return [];
  const { latePenaltyPpmPerDay: ppmPerDay, latePenaltyCapPpm: capPpm } = terms;
  const { dueOn, pauses = [], arisesOn } = claim;
  const balances = movedBalances(settled.balances, arisesOn, given.ownCredit?.movements ?? []);
  const interest = defaultInterest({ dueOn, asOf: given.asOf, balances, pauses, ppmPerDay, capPpm });
  if (interest === null) return [];
  const { amountFen, steps, isRunning, fromOn, untilOn } = interest;
  const key = `interest:${claim.key}`;
  const receivedFen = lesserFen(given.receivedFen, amountFen);
  // No more than is left: a correction since may have made it less.
  const waivedFen = lesserFen(given.waivedFen, amountFen - receivedFen);
  return [
    {
      ...claim,
      key,
      subject: key,
      kind: 'interest',
      reason: null,
      arisesOn: fromOn,
      dueOn: untilOn,
      amountFen,
      clause: clauses.interest(),
      steps,
      receivedFen,
      creditedFen: 0n,
      ...(waivedFen > 0n && { waivedFen }),
      openFen: amountFen - receivedFen - waivedFen,
      isRunning,
    },
  ];
}

/** What later lines took back of each claim, by its key. */
function ownCreditsOf(claims: readonly Claim[], setOff: readonly CreditUse[]): ReadonlyMap<string, OwnCredit> {
  const lines = claims.map(({ key: id, subject: of, milestone, amountFen, arisesOn }) => {
    const kind = milestone === null ? ('royalty' as const) : ('milestone' as const);
    return { id, of, kind, amountFen, fen: -amountFen, raisedAt: endOfDay(arisesOn) };
  });
  const [credits, charged] = [lines.filter(({ fen }) => fen > 0n), lines.filter(({ fen }) => fen < 0n)];
  return owedFromTheStart(setOff, credits, charged);
}

/**
 * A contract computed: every claim that follows from its terms and facts by a day, what became of each, default interest,
 * and what is odd about the statements. Pure and idempotent; `horizon` as in `computeClaims`. The facts are taken to be
 * sound: `checkFacts` says whether they are.
 */
export function computeContract(
  terms: PayLaterTerms,
  given: readonly ContractFact[],
  { asOf, horizon = asOf }: { readonly asOf: Day; readonly horizon?: Day },
): ComputedContract {
  const facts = inOrder(given, asOf);
  const charged = computeClaims(terms, facts, { asOf, horizon });
  const { ofClaim, advanceFen, interestFen, setOff } = settleClaims(charged, facts, asOf);
  const settledOf = (claim: Claim): Settled => ofClaim.get(claim.key) ?? none;
  // A contested claim that was paid whole is not contested any more, from that day on.
  const paidOn = (claim: Claim): Day | null => {
    const { openFen, balances } = settledOf(claim);
    return openFen === 0n ? (balances.at(-1)?.on ?? null) : null;
  };
  const claims = withClocks(terms, facts, charged, { asOf, horizon, paidOn });
  const principal = claims.map((claim): Obligation => {
    const { receivedFen, creditedFen, openFen } = settledOf(claim);
    return { ...claim, receivedFen, creditedFen, openFen, isRunning: false };
  });
  const ownCredits = ownCreditsOf(charged, setOff);
  const waivers = factsOf(facts, 'interest_waived');
  const interest = claims.flatMap((claim) => {
    const key = `interest:${claim.key}`;
    const receivedFen = interestFen.get(key) ?? 0n;
    const waivedFen = waivers.reduce((sum, fact) => (fact.claim === key ? sum + fact.amountFen : sum), 0n);
    const ownCredit = ownCredits.get(claim.key);
    return interestOn(terms, claim, settledOf(claim), { asOf, receivedFen, waivedFen, ownCredit });
  });
  return {
    asOf,
    obligations: [...principal, ...interest],
    flags: statementFlags(terms, facts, chargesOn(terms, facts, asOf), asOf),
    advanceFen,
  };
}
