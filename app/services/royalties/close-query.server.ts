import { and, eq, isNull } from 'drizzle-orm';
import type { StatementAnswer } from '#app/domain/statement-query.ts';
import { statementQueries } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

interface Answer {
  readonly answer: StatementAnswer;
  readonly reply?: string;
  readonly fileId?: string | null;
}

/** Writes what became of the open question about a report, if there is one. */
export async function closeQuery(tx: In<Context>, statementId: string, answer: Answer): Promise<void> {
  const isOpen = and(eq(statementQueries.statementId, statementId), isNull(statementQueries.answer));
  await tx.db
    .update(statementQueries)
    .set({ ...answer, answeredBy: tx.actor?.userId ?? null, answeredAt: tx.now() })
    .where(isOpen);
}
