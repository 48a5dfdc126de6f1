import type { Fen } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import type { Context } from '../context.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';

/** What an end by agreement leaves today: claims of the licensor that were raised and are not paid, and their sum in fen. */
export async function endLeft(ctx: Context, contractId: string) {
  const all = await obligationsOf(ctx, contractId);
  const claims = all.filter(({ kind, outstandingFen }) => claimIs(kind, 'income') && outstandingFen > 0n);
  const openFen: Fen = claims.reduce((sum, { outstandingFen }) => sum + outstandingFen, 0n);
  return { claims, openFen };
}
