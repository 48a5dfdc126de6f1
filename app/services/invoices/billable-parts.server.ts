import type { Billable } from '#app/domain/invoice.ts';
import type { Context } from '../context.server.ts';
import { notBilledOf } from './not-billed-of.server.ts';
import type { Claim } from './plan-invoice.server.ts';

/** What of one claim is to be invoiced. The caller has locked the contract where he acts on it. */
export async function billableParts(
  ctx: Pick<Context, 'db'>,
  { id, contractId, amountFen }: Pick<Claim, 'id' | 'contractId' | 'amountFen'>,
): Promise<Billable> {
  const own = (await notBilledOf(ctx, contractId)).get(id);
  return { amountFen, takenBackFen: own?.takenBackFen ?? 0n, waitingFen: own?.waitingFen ?? 0n };
}
