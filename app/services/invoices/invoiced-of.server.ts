import { eq } from 'drizzle-orm';
import { invoicedFen } from '#app/domain/invoice.ts';
import type { Fen } from '#app/domain/money.ts';
import { invoices } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What of a contract stands invoiced, blue less red: in all, and by the claims that have an invoice. */
export async function invoicedOf(
  ctx: Pick<Context, 'db'>,
  contractId: string,
): Promise<{ readonly totalFen: Fen; readonly byClaim: ReadonlyMap<string, Fen> }> {
  const rows = await ctx.db.select().from(invoices).where(eq(invoices.contractId, contractId));
  const claims = [...new Set(rows.map(({ obligationId }) => obligationId))];
  const ofClaim = (id: string) => invoicedFen(rows.filter(({ obligationId }) => obligationId === id));
  return { totalFen: invoicedFen(rows), byClaim: new Map(claims.map((id) => [id, ofClaim(id)])) };
}
