import type { ContractFact, SalesLine } from './compute-facts.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import { creditParts, inSetOffOrder, type OpenClaim, setOff, type SetOffPlace } from './credit.ts';
import { addDays, type Day } from './days.ts';
import { chargedMilestoneStates } from './milestone.ts';
import type { Fen } from './money.ts';
import type { PeriodCharge } from './period-charge.ts';
import { lastDayOf, lastDayRule } from './rest-days.ts';
import { type RoyaltyBooked, type RoyaltyBooks, royaltyBooks } from './royalty-books.ts';
import { type MilestoneMove, milestonesBySales, type SalesMilestone } from './sales-milestones.ts';
import { countedLines } from './sales-lines.ts';
import type { StatementBasis } from './royalty-statement.ts';
import { reachesCap } from './under-cap.ts';

/** A contract's royalty as the form of a report knows it: everything the engine asks for. */
export interface RoyaltyState {
  readonly terms: PayLaterTerms & { readonly royalty: RoyaltyTerms };
  /** Reports on file among them. */
  readonly facts: readonly ContractFact[];
  readonly asOf: Day;
  readonly booked: RoyaltyBooked;
  /** Waits to be set against the next claim, or is to be repaid by nobody yet and is recalled for one. */
  readonly creditFen: Fen;
  /** Claims that stand open already: a credit is set against what is due first. */
  readonly open?: readonly StandingClaim[];
  /** Where milestones fall due by reported sales: what full reports came to, and of it what this period's earlier one did. */
  readonly sales?: {
    readonly soldFen: Fen;
    readonly soldOf: Readonly<Record<string, Fen>>;
    readonly milestones: readonly SalesMilestone[];
    /** Last day of a contract that is over; null while it runs. */
    readonly closedOn: Day | null;
  };
}

/** An open claim, as far as a credit is set against it; `milestone` by its position. */
export interface StandingClaim extends OpenClaim, SetOffPlace {
  readonly milestone: number | null;
}

/** A report as it is typed. */
export interface TypedReport {
  readonly period: string;
  readonly basis: StatementBasis;
  /** Of the corrected report; null for the first full one. */
  readonly corrects: number | null;
  readonly grossFen: Fen;
  /** By product, where that was said. */
  readonly lines?: readonly SalesLine[];
  /** In the order of the terms. */
  readonly deductionsFen: readonly Fen[];
}

/** What handing in a report would do. All in fen. */
export interface StatementPreview {
  /** The period with its working; null where the contract has no such period. */
  readonly own: PeriodCharge | null;
  /** What the report changes beyond its own period: minima, tiers of later periods. */
  readonly elsewhereFen: Fen;
  readonly dueFen: Fen;
  /** Becomes a credit, beside what a milestone that is taken back gives back. */
  readonly takenBackFen: Fen;
  /** Of what is due, settled by a credit at once. */
  readonly setOffFen: Fen;
  /** The report uses up what was left of the cap, by its royalties or by a milestone. */
  readonly capReached: boolean;
  /** Left under the cap; null without a cap. */
  readonly capRemainingFen: Fen | null;
  /** Milestones that the report reaches or takes back, beside the royalty; of what one makes due, what a credit settles at once. */
  readonly milestones: readonly (MilestoneMove & { readonly setOffFen: Fen })[];
}

/** The report as the fact that it will be. */
export function reportFact({ terms, asOf }: RoyaltyState, report: TypedReport): ContractFact {
  const said = {
    on: asOf,
    period: report.period,
    lines: countedLines(report.lines ?? [], report.grossFen, terms.royalty.sublicencePpm != null),
    deductions: terms.royalty.deductions.map(({ name }, i) => ({ name, amountFen: report.deductionsFen[i] ?? 0n })),
  };
  return report.corrects === null
    ? { kind: 'statement', ...said, isEstimate: report.basis === 'estimate' }
    : { kind: 'restatement', ...said, n: report.corrects + 1 };
}

/**
 * What a report would make due before it is handed in, by the same engine that books it: the books with the report, against
 * what was booked. Minima, tiers and the cap follow of themselves.
 * Royalty 36,000.00, reported before as 30,000.00, credit 1,000.00 → 6,000.00 due, 1,000.00 of it set off.
 */
export function statementPreview(state: RoyaltyState, report: TypedReport): StatementPreview {
  const { terms, facts, asOf, booked } = state;
  const before = royaltyBooks(terms, facts, asOf, booked);
  const after = royaltyBooks(terms, [...facts, reportFact(state, report)], asOf, booked);
  const own = after.periods.find(({ period }) => period.key === report.period) ?? null;
  const ownBefore = before.periods.find(({ period }) => period.key === report.period);
  const sumOf = (charges: readonly { readonly amountFen: Fen }[]): Fen =>
    charges.reduce((sum, { amountFen }) => sum + amountFen, 0n);
  const changeFen = sumOf(after.charges) - sumOf(before.charges);
  const { capFen } = terms.royalty;
  const remaining = capFen === null ? null : capFen - after.countedFen;
  const moves = milestoneMoves(state, report, after);
  const movedFen = moves.reduce((sum, { kind, fen }) => sum + (kind === 'taken_back' ? -fen : fen), 0n);
  const given = givenBack(state, after, moves);
  const openingFen = booked.milestonesFen ?? before.countedFen - before.totalFen;
  const chargedFen = openingFen + booked.raisedFen - booked.creditedFen;
  const leftFen = remaining === null ? null : remaining - movedFen;
  const settled = settledByCredit(state, after.dueFen, given);
  return {
    own,
    elsewhereFen: changeFen - ((own?.amountFen ?? 0n) - (ownBefore?.amountFen ?? 0n)),
    dueFen: after.dueFen,
    takenBackFen: given.ofRoyaltiesFen,
    setOffFen: settled('royalty'),
    capReached: reachesCap(capFen, { beforeFen: chargedFen, chargedFen: after.countedFen + movedFen }),
    capRemainingFen: leftFen !== null && leftFen < 0n ? 0n : leftFen,
    milestones: given.moves.map((move) => ({ ...move, setOffFen: settled(String(move.position)) })),
  };
}

/**
 * What waits as a credit, and what the report itself gives back, is set against what stands open and what the report makes due, as
 * `setOffCredits` does: what it takes back first, then the earliest due.
 */
function settledByCredit(
  { terms, asOf, creditFen, open = [] }: RoyaltyState,
  dueFen: Fen,
  given: { readonly moves: readonly MilestoneMove[]; readonly ofRoyaltiesFen: Fen },
): (id: string) => Fen {
  const movedTo = (position: number | null) => given.moves.find((move) => move.position === position)?.kind;
  const standing = open.map((claim) => ({
    ...claim,
    isTakenBack: claim.isTakenBack || movedTo(claim.milestone) === 'taken_back',
    isContested: claim.isContested && movedTo(claim.milestone) === undefined,
  }));
  const fresh = { isTakenBack: false, isContested: false, at: Number.MAX_SAFE_INTEGER };
  const payOn = lastDayOf(terms, addDays(asOf, terms.royalty.payWithinDays));
  const royalty = { ...fresh, id: 'royalty', dueOn: payOn, payableFen: dueFen };
  const reached = given.moves.flatMap(({ kind, position, fen, dueOn }) =>
    kind === 'reached' && dueOn !== null ? [{ ...fresh, id: String(position), dueOn, payableFen: fen }] : [],
  );
  const backFen = given.moves.reduce(
    (sum, { kind, fen }) => (kind === 'taken_back' ? sum + fen : sum),
    given.ofRoyaltiesFen,
  );
  const parts = setOff(creditFen + backFen, inSetOffOrder([...standing, royalty, ...reached]));
  return (id) => parts.find((part) => part.id === id)?.fen ?? 0n;
}

/** An estimate reaches nothing. */
function milestoneMoves(
  { terms, asOf, sales }: RoyaltyState,
  { basis, period, grossFen }: TypedReport,
  { beforeCapFen }: RoyaltyBooks,
): MilestoneMove[] {
  if (sales === undefined || basis === 'estimate') return [];
  const wasFen = sales.soldFen;
  const soldFen = wasFen - (sales.soldOf[period] ?? 0n) + grossFen;
  const { capFen } = terms.royalty;
  const day = { closedOn: sales.closedOn, today: asOf };
  return milestonesBySales(
    sales.milestones,
    { wasFen, soldFen },
    { capFen, beforeCapFen, ...lastDayRule(terms), ...day },
  );
}

/** All that the report takes back, as it is booked (`creditParts`): each milestone gives back at most what it was charged. */
function givenBack({ sales }: RoyaltyState, { takenBackFen }: RoyaltyBooks, moves: readonly MilestoneMove[]) {
  const back = moves.filter(({ kind }) => kind === 'taken_back');
  const backFen = back.reduce((sum, { fen }) => sum + fen, takenBackFen);
  const isGone = ({ position, state }: SalesMilestone): boolean =>
    !chargedMilestoneStates.includes(state) || back.some((move) => move.position === position);
  const gone = (sales?.milestones ?? []).filter(isGone);
  const { ofMilestones } = creditParts(
    backFen,
    gone.map(({ position, chargedFen }) => ({ id: String(position), chargedFen })),
  );
  const partOf = (position: number): Fen => ofMilestones.find(({ id }) => id === String(position))?.fen ?? 0n;
  return {
    moves: moves.map((move) => (move.kind === 'taken_back' ? { ...move, fen: partOf(move.position) } : move)),
    ofRoyaltiesFen: back.reduce((rest, { position }) => rest - partOf(position), backFen),
  };
}
