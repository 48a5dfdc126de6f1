import { and, asc, eq, ne } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { claimIs } from '#app/domain/obligation.ts';
import { allocations, obligations } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import type { Receipt } from './move-receipt.server.ts';
import { getOwnReceipt } from './own-receipt.server.ts';
import { obligationsOf } from './queries.server.ts';

/** What of a receipt was put on claims out of its advance, the oldest first, as its payer and its payee see it. */
export async function listPlacements(ctx: ActorContext, receiptId: string) {
  await getOwnReceipt(ctx, receiptId);
  const back = alias(allocations, 'back');
  const rows = await ctx.db
    .select({
      id: allocations.id,
      kind: allocations.kind,
      amountFen: allocations.amountFen,
      at: allocations.createdAt,
      obligation: { id: obligations.id, label: obligations.label },
      takenBackAt: back.createdAt,
      reason: back.reason,
    })
    .from(allocations)
    .innerJoin(obligations, eq(obligations.id, allocations.obligationId))
    .leftJoin(back, eq(back.causeId, allocations.id))
    .where(and(eq(allocations.receiptId, receiptId), ne(allocations.kind, 'arrived')))
    .orderBy(asc(allocations.createdAt), asc(allocations.id));
  return rows.filter(({ kind }) => kind === 'placed');
}

/** Claims of the same contract between the same two of which something can be settled by an advance; contested ones are not among them. */
export async function placeableClaims(
  ctx: Pick<Context, 'db'>,
  { contractId, payerOrgId, payeeOrgId }: Pick<Receipt, 'contractId' | 'payerOrgId' | 'payeeOrgId'>,
) {
  const between = and(
    eq(obligations.contractId, contractId),
    eq(obligations.payerOrgId, payerOrgId),
    eq(obligations.payeeOrgId, payeeOrgId),
  );
  const own = new Set(
    (await ctx.db.select({ id: obligations.id }).from(obligations).where(between)).map(({ id }) => id),
  );
  return (
    (await obligationsOf(ctx, contractId))
      .filter(({ id, payableFen, isContested }) => own.has(id) && payableFen > 0n && !isContested)
      // What is owed for the licence before penalties on it, each the earliest due first.
      .toSorted((a, b) => Number(claimIs(a.kind, 'waived')) - Number(claimIs(b.kind, 'waived')))
      .map(({ id, label, payableFen, dueOn }) => ({ id, label, payableFen, dueOn }))
  );
}
