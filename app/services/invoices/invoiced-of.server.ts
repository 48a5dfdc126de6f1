import { eq } from 'drizzle-orm';
import { invoicedFen } from '#app/domain/invoice.ts';
import type { Fen } from '#app/domain/money.ts';
import { invoices } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What of a contract stands invoiced: blue less red. */
export async function invoicedOf(ctx: Pick<Context, 'db'>, contractId: string): Promise<Fen> {
  return invoicedFen(await ctx.db.select().from(invoices).where(eq(invoices.contractId, contractId)));
}
