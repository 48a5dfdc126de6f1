import { and, inArray } from 'drizzle-orm';
import { sourcesOf } from '#app/domain/machine.ts';
import type { Fen } from '#app/domain/money.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { paymentAttempts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/**
 * What stands on open card pages, by claim: a payer may pay it at any moment, so that no credit is set against it and none is
 * waived. A page that nobody uses ends after two hours.
 */
export async function openPagesOf(
  { db }: Pick<Context, 'db'>,
  obligationIds: readonly string[],
): Promise<ReadonlyMap<string, Fen>> {
  if (obligationIds.length === 0) return new Map();
  const isOpen = inArray(paymentAttempts.state, sourcesOf(attemptMachine, 'expire'));
  const rows = await db
    .select({ id: paymentAttempts.obligationId, fen: paymentAttempts.amountFen })
    .from(paymentAttempts)
    .where(and(inArray(paymentAttempts.obligationId, [...obligationIds]), isOpen));
  return new Map(rows.map(({ id, fen }) => [id, fen]));
}
