import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { writtenOffFen } from '../payments/claim-sums.server.ts';
import type { LockedClaim } from '../payments/lock-claim.server.ts';
import { openPagesOf } from '../payments/open-pages.server.ts';

/** What of a claim the payee has written off and not collected since. */
export async function getWrittenOff({ db }: Pick<Context, 'db'>, obligationId: string): Promise<Fen> {
  const [row] = await db.select({ fen: writtenOffFen }).from(obligations).where(eq(obligations.id, obligationId));
  return BigInt(row?.fen ?? '0');
}

/**
 * What of a locked claim can be written off: all that is open and still in the book. Refuses while money is under way, since then
 * something is still to be expected.
 */
export async function requireDeadClaim(tx: In<Context>, claim: LockedClaim): Promise<Fen> {
  const { obligation, outstandingFen, payableFen } = claim;
  const isUnderWay = payableFen < outstandingFen || (await openPagesOf(tx, [obligation.id])).size > 0;
  if (isUnderWay) throw new AppError('conflict', { says: '这笔款有付款正在办理，等有了结果再核销。' });
  const leftFen = outstandingFen - (await getWrittenOff(tx, obligation.id));
  if (leftFen <= 0n) throw new AppError('state_changed');
  return leftFen;
}
