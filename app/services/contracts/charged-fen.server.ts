import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { obligations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';

/** What was charged under a contract so far, milestones and royalties together less credits, in fen: this is what the cap counts. */
export async function getChargedFen({ db }: Pick<Context, 'db'>, contractId: string): Promise<Fen> {
  const [charged] = await db
    .select({ fen: sql<string>`coalesce(sum(${obligations.amountFen}), 0)` })
    .from(obligations)
    .where(and(eq(obligations.contractId, contractId), inArray(obligations.kind, ['milestone', 'royalty'])));
  const { raisedFen } = await getCreditSums({ db }, contractId);
  return BigInt(charged?.fen ?? '0') - raisedFen;
}
