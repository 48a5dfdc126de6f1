import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { askableUntil } from '#app/domain/statement-query.ts';
import { royaltyStatements, statementQueries } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { stepStatement } from './own-statement.server.ts';
import { planReview } from './plan-review.server.ts';
import { lastAnswer } from './statement-queries.server.ts';

/**
 * The claim of a settled report is open again: the report is back where its review stood. While nobody accepted it and the licensor's
 * days are not over it waits for his review until the same day; otherwise it is accepted. Nothing where the report was not settled, or
 * the royalty is of none. The contract is locked.
 */
export async function reopenStatement(tx: In<Context>, statementId: string, licensorOrgId: string): Promise<void> {
  const [found] = await tx.db.select().from(royaltyStatements).where(eq(royaltyStatements.id, statementId));
  if (found === undefined) return;
  const queries = await tx.db.select().from(statementQueries).where(eq(statementQueries.statementId, statementId));
  const until = askableUntil({ ...found, answeredAt: lastAnswer(queries) });
  if (until === null || dayOf(tx.now()) > until) {
    await stepStatement(tx, found, 'reopen');
    return;
  }
  const reopened = await stepStatement(tx, found, 'reopenReview');
  if (reopened !== null) await planReview(tx, reopened, licensorOrgId, until);
}
