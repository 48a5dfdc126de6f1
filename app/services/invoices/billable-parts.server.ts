import { eq } from 'drizzle-orm';
import type { Billable } from '#app/domain/invoice.ts';
import { obligations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { creditedFen } from '../payments/claim-sums.server.ts';
import { notBilledOf } from './not-billed-of.server.ts';
import type { Claim } from './plan-invoice.server.ts';

/** What of one claim is to be invoiced. The caller has locked the contract where he acts on it. */
export async function billableParts(
  ctx: Pick<Context, 'db'>,
  { id, contractId, amountFen }: Pick<Claim, 'id' | 'contractId' | 'amountFen'>,
): Promise<Billable> {
  const [row] = await ctx.db.select({ fen: creditedFen }).from(obligations).where(eq(obligations.id, id));
  const { repaid, waiting } = await notBilledOf(ctx, contractId);
  return {
    amountFen,
    creditedFen: BigInt(row?.fen ?? '0'),
    repaidFen: repaid.get(id) ?? 0n,
    waitingFen: waiting.get(id) ?? 0n,
  };
}
