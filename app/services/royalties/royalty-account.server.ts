import { and, asc, eq } from 'drizzle-orm';
import { awaitsDelivery } from '#app/domain/awaited-delivery.ts';
import type { ContractFact } from '#app/domain/compute-facts.ts';
import { runsFrom } from '#app/domain/concluded-on.ts';
import type { PayLaterTerms, RoyaltyTerms } from '#app/domain/contract.ts';
import { reportingContractStates } from '#app/domain/contract-machine.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { type OwedReports, owedReports } from '#app/domain/owed-reports.ts';
import { royaltyBooks, type RoyaltyBooked, type RoyaltyBooks } from '#app/domain/royalty-books.ts';
import type { RoyaltyRun, RunPeriod } from '#app/domain/royalty-run.ts';
import { termOf } from '#app/domain/schedule.ts';
import { contracts, contractVersions, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getChargedSums } from '../contracts/charged-sums.server.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';
import { together } from '../together.server.ts';
import { loadContractFacts, reportFacts } from './contract-facts.server.ts';
import { withToldReports } from './told-reports.server.ts';

type Contract = typeof contracts.$inferSelect;
export type Statement = typeof royaltyStatements.$inferSelect;

/** What the terms in force and the facts so far say of a signed contract's royalty, by the one engine. */
export interface RoyaltyAccount {
  readonly terms: PayLaterTerms;
  /** Null: the contract knows no royalty, nothing is reported, and there are no books. */
  readonly royalty: RoyaltyTerms | null;
  readonly asOf: Day;
  /** Everything the royalties follow from but the reports. */
  readonly facts: readonly ContractFact[];
  readonly periods: readonly RunPeriod[];
  /** Live statements, the earliest period first. */
  readonly statements: readonly Statement[];
  /** Every report, corrected ones too. */
  readonly reports: readonly Statement[];
  /** What is still to be reported, by the state of the contract and what ended it. */
  readonly owed: OwedReports;
  /** The first of these; statements follow each other without a gap. */
  readonly next: RunPeriod | null;
  /** A period is not reported, or only by an estimate. */
  readonly isReportLeft: boolean;
  readonly booked: RoyaltyBooked & { readonly milestonesFen: Fen };
  /** Waits to be set against the next claim. */
  readonly creditFen: Fen;
  /** What was charged under the contract so far, milestones and royalties less credits: this is what the cap counts. */
  readonly chargedFen: Fen;
  readonly books: RoyaltyBooks | null;
  /** Last day of a contract that is over: no sales follow, though reports of the time before may; null while it runs. */
  readonly closedOn: Day | null;
}

/** Terms, facts and books of a signed contract's royalty today. The caller has locked the contract where it acts on them. */
export async function getRoyaltyAccount(ctx: Pick<Context, 'db' | 'now'>, contract: Contract): Promise<RoyaltyAccount> {
  if (contract.signedVersionN === null || contract.signedAt === null) throw new AppError('state_changed');
  const [version] = await ctx.db
    .select({ data: contractVersions.data })
    .from(contractVersions)
    .where(and(eq(contractVersions.contractId, contract.id), eq(contractVersions.n, contract.signedVersionN)));
  if (version === undefined) throw new AppError('not_found');
  const terms = await withToldReports(ctx, contract.id, termsFromJson(version.data.terms));
  const signedOn = dayOf(contract.signedAt);
  const { royalty } = terms;
  const asOf = dayOf(ctx.now());
  const [reports, facts, charged, credit] = await together(
    ctx.db
      .select()
      .from(royaltyStatements)
      .where(eq(royaltyStatements.contractId, contract.id))
      .orderBy(asc(royaltyStatements.startsOn), asc(royaltyStatements.n))
      .execute(),
    loadContractFacts(ctx, { id: contract.id, signedOn, concludedOn: runsFrom(contract) ?? signedOn }, terms),
    getChargedSums(ctx, contract.id),
    getCreditSums(ctx, contract.id),
  );
  const booked = {
    raisedFen: charged.royaltiesRaisedFen,
    creditedFen: charged.royaltiesCreditedFen,
    milestonesFen: charged.milestonesFen,
  };
  const books =
    royalty === null ? null : royaltyBooks({ ...terms, royalty }, [...facts, ...reportFacts(reports)], asOf, booked);
  const periods = books?.run.periods ?? [];
  const lastOn = books?.run.closed?.on ?? termOf(terms, { signedOn }).endOn;
  const statements = reports.filter(({ state }) => state !== 'superseded');
  const filed = new Set(statements.map((statement) => statement.period));
  const isAsked = reportingContractStates.some((state) => state === contract.state);
  const owed = owedReports(isAsked ? (books?.run ?? null) : null, filed);
  return {
    terms,
    royalty,
    asOf,
    facts,
    periods,
    statements,
    reports,
    owed,
    next: owed.periods[0] ?? null,
    isReportLeft:
      isStartAwaited(terms, books?.run, asOf, signedOn) ||
      owed.periods.length > 0 ||
      statements.some(({ basis }) => basis === 'estimate'),
    booked,
    creditFen: credit.leftFen,
    chargedFen: charged.chargedFen,
    books,
    closedOn: contract.state === 'terminated' || lastOn < asOf ? lastOn : null,
  };
}

/** The agreed start event or the delivery that royalties await has not come, and may still. */
function isStartAwaited(terms: PayLaterTerms, run: RoyaltyRun | undefined, asOf: Day, signedOn: Day): boolean {
  const isAgreed = (terms.royalty?.startEvent ?? 'trial_end') !== 'trial_end';
  return (
    (isAgreed || awaitsDelivery(terms)) &&
    run?.periods.length === 0 &&
    run.ended === null &&
    asOf <= termOf(terms, { signedOn }).endOn
  );
}

/** The books as they would stand with these reports instead of those on file. */
export function booksWith(account: RoyaltyAccount, reports: readonly Statement[]): RoyaltyBooks {
  const { terms, royalty, facts, asOf, booked } = account;
  if (royalty === null) throw new AppError('state_changed');
  return royaltyBooks({ ...terms, royalty }, [...facts, ...reportFacts(reports)], asOf, booked);
}
