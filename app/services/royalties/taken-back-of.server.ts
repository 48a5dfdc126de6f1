import { and, eq, isNull } from 'drizzle-orm';
import { creditByPeriod, loweredFromJson, type PeriodCredit } from '#app/domain/period-charged.ts';
import { credits, royaltyStatements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The royalties that reports of a contract took back, by report and period; those of milestones are not among them. */
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
  return rows.flatMap(({ statementId, own, working, creditFen }) =>
    creditByPeriod(creditFen, own, loweredFromJson(working)).map((part) => ({ ...part, statementId })),
  );
}
