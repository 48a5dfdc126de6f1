import { and, eq, isNull } from 'drizzle-orm';
import {
  type BookedReport,
  creditByPeriod,
  loweredFromJson,
  type PeriodCredit,
  raisedFromJson,
} from '#app/domain/period-charged.ts';
import { contractDeclarations, credits, obligations, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * The royalties that reports of a contract took back, by report and period, and those that ended rights did, by declaration; those of
 * milestones are not among them.
 */
export async function takenBackOf({ db }: Pick<Context, 'db'>, contractId: string): Promise<PeriodCredit[]> {
  const rows = await db
    .select({
      statementId: royaltyStatements.id,
      own: royaltyStatements.period,
      working: royaltyStatements.working,
      creditFen: credits.amountFen,
    })
    .from(credits)
    .innerJoin(royaltyStatements, eq(royaltyStatements.id, credits.statementId))
    .where(and(eq(credits.contractId, contractId), isNull(credits.milestoneId)));
  const ended = await db
    .select({
      statementId: contractDeclarations.id,
      working: contractDeclarations.working,
      creditFen: credits.amountFen,
    })
    .from(credits)
    .innerJoin(contractDeclarations, eq(contractDeclarations.id, credits.declarationId))
    .where(eq(credits.contractId, contractId));
  const byRights = ended.map((row) => ({ ...row, own: loweredFromJson(row.working ?? {})[0]?.period ?? '' }));
  return [...rows, ...byRights].flatMap(({ statementId, own, working, creditFen }) =>
    creditByPeriod(creditFen, own, loweredFromJson(working ?? {})).map((part) => ({ ...part, statementId })),
  );
}

/** What declarations about rights raised of royalties anew, as reports do, by the periods that each raised. */
export async function raisedByRights({ db }: Pick<Context, 'db'>, contractId: string): Promise<BookedReport[]> {
  const rows = await db
    .select({ id: contractDeclarations.id, dueFen: obligations.amountFen, working: contractDeclarations.working })
    .from(contractDeclarations)
    .innerJoin(obligations, and(eq(obligations.kind, 'royalty'), eq(obligations.subjectId, contractDeclarations.id)))
    .where(eq(contractDeclarations.contractId, contractId));
  return rows.map(({ working, ...row }) => {
    const raised = raisedFromJson(working ?? {});
    return { ...row, period: raised[0]?.period ?? '', raised };
  });
}
