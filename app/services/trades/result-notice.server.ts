import { eq } from 'drizzle-orm';
import type { PriceResult } from '#app/domain/contract-pricing.ts';
import type { Day } from '#app/domain/days.ts';
import { signSaleBy } from '#app/domain/sale-days.ts';
import { trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What the notice said of a sale whose contract is drafted: its words are agreed, and no field of the contract has them yet. */
export interface ResultNotice {
  readonly way: PriceResult['way'];
  readonly no: string;
  /** Of a house's auction its notice is a paper. */
  readonly said: { readonly object: string; readonly payTerms: string } | null;
  /** Null where the day of the sale is not known. */
  readonly signBy: Day | null;
}

export async function resultNotice(ctx: Pick<Context, 'db'>, result: PriceResult): Promise<ResultNotice> {
  const { way, no, endedOn } = result;
  const signBy = endedOn === null ? null : signSaleBy(endedOn);
  if (way === 'auction') return { way, no, said: null, signBy };
  const [said] = await ctx.db
    .select({ object: trades.object, payTerms: trades.payTerms })
    .from(trades)
    .where(eq(trades.no, no));
  return { way, no, said: said ?? null, signBy };
}
