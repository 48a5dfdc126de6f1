import { eq } from 'drizzle-orm';
import type { SalesLine } from '#app/domain/compute-facts.ts';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import type { RoyaltyTerms } from '#app/domain/contract.ts';
import { nextState } from '#app/domain/machine.ts';
import { type Fen, fenToJson } from '#app/domain/money.ts';
import { loweredPeriods, partsToJson, raisedPeriods } from '#app/domain/period-charged.ts';
import type { RoyaltyBooks } from '#app/domain/royalty-books.ts';
import { royaltyStatementMachine, type StatementBasis, type StatementLine } from '#app/domain/royalty-statement.ts';
import { countedLines } from '#app/domain/sales-lines.ts';
import type { RoyaltyPeriod } from '#app/domain/schedule.ts';
import { royaltyStatements } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { closeQuery } from './close-query.server.ts';
import { moveStatement } from './own-statement.server.ts';
import type { RoyaltyAccount, Statement } from './royalty-account.server.ts';

/** What the licensee says of a period. */
export interface ReportGiven {
  readonly grossFen: Fen;
  /** Sales by product, and what sub-licensees sold or paid. */
  readonly lines?: readonly SalesLine[];
  /** In the order of the terms' deductions. */
  readonly deductionsFen: readonly Fen[];
  /** An estimate is trued up by the statement that follows it. Not said: actual. */
  readonly basis?: StatementBasis;
  readonly note?: string;
}

interface Place {
  readonly id: string;
  readonly contractId: string;
  readonly period: RoyaltyPeriod;
  readonly royalty: RoyaltyTerms;
  readonly n: number;
}

const storedLines = (lines: readonly SalesLine[]): StatementLine[] =>
  lines.map((line) => ({ ...line, grossFen: fenToJson(line.grossFen) }));

/** The report as it is stored, before its sums are known. */
export function reportRow(tx: In<ActorContext>, input: ReportGiven, { id, contractId, period, royalty, n }: Place) {
  const { grossFen, lines = [], deductionsFen, basis = 'actual', note = '' } = input;
  return {
    id,
    contractId,
    period: period.key,
    n,
    basis,
    startsOn: period.startOn,
    endsOn: period.endOn,
    lines: lines.length === 0 ? [] : storedLines(countedLines(lines, grossFen, royalty.sublicencePpm != null)),
    grossFen,
    deductions: royalty.deductions.map(({ name }, at) => ({ name, amountFen: fenToJson(deductionsFen[at] ?? 0n) })),
    baseFen: 0n,
    beforeCapFen: 0n,
    dueFen: 0n,
    capReached: false,
    working: {},
    state: nextState(royaltyStatementMachine, royaltyStatementMachine.initial, 'file'),
    note,
    filedBy: tx.actor.userId,
    filedAt: tx.now(),
    acceptedAt: null,
    acceptedBy: null,
  };
}

/** Stores a report with what followed from it: its own sums with their steps, and those of the minima. */
export async function storeReport(
  tx: In<ActorContext>,
  report: typeof royaltyStatements.$inferSelect,
  { account, books }: { account: RoyaltyAccount; books: RoyaltyBooks },
): Promise<Statement> {
  const { charges, periods, dueFen, takenBackFen } = books;
  const own = periods.find(({ period }) => period.key === report.period);
  const counted = charges.filter(({ period, kind }) => period === report.period || kind !== 'royalty');
  const steps = counted.map(({ subject, amountFen, steps }) => ({ subject, amountFen, steps }));
  const was = account.books?.periods ?? [];
  const lowered = takenBackFen > 0n ? partsToJson(loweredPeriods(was, periods)) : [];
  const raised = dueFen > 0n ? partsToJson(raisedPeriods(was, periods)) : [];
  const working = { charges: steps, ...account.booked, dueFen, takenBackFen, lowered, raised };
  const statement = await insertRow(tx, royaltyStatements, {
    ...report,
    baseFen: own?.baseFen ?? 0n,
    beforeCapFen: own?.amountFen ?? 0n,
    dueFen,
    working: JSON.parse(canonicalJson(working)) as Record<string, unknown>,
    state: dueFen === 0n ? nextState(royaltyStatementMachine, report.state, 'settle') : report.state,
  });
  return statement;
}

/** The report after which the cap is used up, once all that follows from it is booked: its milestones count under the cap as well. */
export async function markCapReached(tx: In<ActorContext>, id: string): Promise<Statement> {
  const [marked] = await tx.db
    .update(royaltyStatements)
    .set({ capReached: true })
    .where(eq(royaltyStatements.id, id))
    .returning();
  if (marked === undefined) throw new Error('statement was not stored');
  return marked;
}

/** The report that a new one replaces stays as it is, but counts no more; what it made due is still to be paid. */
export async function supersedeReport(tx: In<ActorContext>, report: Statement): Promise<void> {
  await moveStatement(tx, report, 'supersede');
  // What was asked about it is answered by the new one.
  await closeQuery(tx, report.id, { answer: 'restated' });
}
