import { and, eq, sql } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { creditUses } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What credits cover of a claim, in fen; a repayment of credit is covered by none. The caller has locked the claim where it acts on it. */
export async function setOffOf({ db }: Pick<Context, 'db'>, obligationId: string): Promise<Fen> {
  const [row] = await db
    .select({ fen: sql<string>`coalesce(sum(${creditUses.amountFen}), 0)::text` })
    .from(creditUses)
    .where(and(eq(creditUses.obligationId, obligationId), eq(creditUses.kind, 'set_off')));
  return BigInt(row?.fen ?? '0');
}
