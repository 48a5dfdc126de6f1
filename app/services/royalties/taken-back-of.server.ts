import { and, eq, isNull } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { credits } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** The royalties that the corrected reports of a contract took back, by the report; those of milestones are not among them. */
export async function takenBackOf({ db }: Pick<Context, 'db'>, contractId: string): Promise<ReadonlyMap<string, Fen>> {
  const rows = await db
    .select({ id: credits.statementId, fen: credits.amountFen })
    .from(credits)
    .where(and(eq(credits.contractId, contractId), isNull(credits.milestoneId)));
  return new Map(rows.map(({ id, fen }) => [id, fen]));
}
