import { and, asc, eq } from 'drizzle-orm';
import type { PayLaterTerms, RoyaltyTerms } from '#app/domain/contract.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { addDays, type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { type RoyaltyPeriod, royaltyPeriods } from '#app/domain/schedule.ts';
import { contracts, contractVersions, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getChargedFen } from '../contracts/charged-fen.server.ts';

type Contract = typeof contracts.$inferSelect;
export type Statement = typeof royaltyStatements.$inferSelect;

/** States in which the licensee reports: signed and not ended. */
export const reportingStates = ['signed', 'performing', 'suspended'] as const;

export interface RoyaltyAccount {
  readonly terms: PayLaterTerms;
  /** Null: the contract knows no royalty, nothing is reported. */
  readonly royalty: RoyaltyTerms | null;
  readonly periods: readonly RoyaltyPeriod[];
  /** Live statements, the earliest period first. */
  readonly statements: readonly Statement[];
  /** Every report, corrected ones too. */
  readonly reports: readonly Statement[];
  /** The first period without a statement; statements follow each other without a gap. */
  readonly next: RoyaltyPeriod | null;
  /** A period is not reported, or only by an estimate. */
  readonly isReportLeft: boolean;
  /** What was charged under the contract so far, milestones and royalties together: this is what the cap counts. */
  readonly chargedFen: Fen;
}

/** What the terms in force and the statements so far say of a signed contract's royalty. */
export async function getRoyaltyAccount(ctx: Pick<Context, 'db'>, contract: Contract): Promise<RoyaltyAccount> {
  if (contract.signedVersionN === null || contract.signedAt === null) throw new AppError('state_changed');
  const [version] = await ctx.db
    .select({ data: contractVersions.data })
    .from(contractVersions)
    .where(and(eq(contractVersions.contractId, contract.id), eq(contractVersions.n, contract.signedVersionN)));
  if (version === undefined) throw new AppError('not_found');
  const terms = termsFromJson(version.data.terms);
  const reports = await ctx.db
    .select()
    .from(royaltyStatements)
    .where(eq(royaltyStatements.contractId, contract.id))
    .orderBy(asc(royaltyStatements.startsOn), asc(royaltyStatements.n));
  const statements = reports.filter(({ state }) => state !== 'superseded');
  const periods = royaltyPeriods(terms, { signedOn: dayOf(contract.signedAt) });
  const filed = new Set(statements.map((statement) => statement.period));
  return {
    terms,
    royalty: terms.royalty,
    periods,
    statements,
    reports,
    next: periods.find((period) => !filed.has(period.key)) ?? null,
    isReportLeft: periods.some(({ key }) => !filed.has(key)) || statements.some(({ basis }) => basis === 'estimate'),
    chargedFen: await getChargedFen(ctx, contract.id),
  };
}

/** Last day on which the period is reported in time. */
export const reportDueOn = (royalty: RoyaltyTerms, period: RoyaltyPeriod): Day =>
  addDays(period.endOn, royalty.reportWithinDays);
