import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { type WriteOffClaim, writeOffFault } from '#app/domain/write-off.ts';
import { obligations, writeOffs } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { claimedFen, outstandingFen, writtenOffFen } from '../payments/claim-sums.server.ts';
import { openPagesOf } from '../payments/open-pages.server.ts';

/** What of a claim the payee has written off and not collected since. */
export async function getWrittenOff({ db }: Pick<Context, 'db'>, obligationId: string): Promise<Fen> {
  const [row] = await db.select({ fen: writtenOffFen }).from(obligations).where(eq(obligations.id, obligationId));
  return BigInt(row?.fen ?? '0');
}

/** The claim as far as writing it off depends on it. */
export async function getWriteOffClaim(ctx: Pick<Context, 'db'>, obligationId: string): Promise<WriteOffClaim> {
  const [row] = await ctx.db
    .select({ kind: obligations.kind, dueOn: obligations.dueOn, outstandingFen, writtenOffFen, claimedFen })
    .from(obligations)
    .where(eq(obligations.id, obligationId));
  if (row === undefined) throw new AppError('not_found');
  const waits = and(eq(writeOffs.obligationId, obligationId), eq(writeOffs.state, 'proposed'));
  return {
    kind: row.kind,
    dueOn: row.dueOn,
    outstandingFen: BigInt(row.outstandingFen),
    writtenOffFen: BigInt(row.writtenOffFen),
    isUnderWay: BigInt(row.claimedFen) > 0n || (await openPagesOf(ctx, [obligationId])).size > 0,
    isWaiting: (await ctx.db.$count(writeOffs, waits)) > 0,
  };
}

/**
 * What of a locked claim can be written off: all that is open and still in the book.
 *
 * @throws AppError 'conflict' while money is under way, 'invalid' before it is late, else 'state_changed'
 */
export async function requireDeadClaim(
  tx: In<Context>,
  obligationId: string,
  { isDecided }: { readonly isDecided: boolean },
): Promise<Fen> {
  const claim = await getWriteOffClaim(tx, obligationId);
  // Who decides has the proposal before him: that one waits.
  const fault = writeOffFault(isDecided ? { ...claim, isWaiting: false } : claim, dayOf(tx.now()));
  if (fault === 'under_way') throw new AppError('conflict', { says: '这笔款有付款正在办理，等有了结果再核销。' });
  if (fault === 'not_late') throw new AppError('invalid', { says: '还没有到最晚付款日，不能核销。' });
  if (fault !== null) throw new AppError('state_changed');
  return claim.outstandingFen - claim.writtenOffFen;
}
