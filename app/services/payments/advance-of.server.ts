import { and, eq, inArray } from 'drizzle-orm';
import type { Fen } from '#app/domain/money.ts';
import { receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { receipts } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { leftOf, partSums } from './receipt-sums.server.ts';

/** What the licensor was paid under a contract and settles no claim (预收款), less what went back. In fen. */
export async function advanceOf(
  { db }: Pick<Context, 'db'>,
  { id, licensorOrgId }: { readonly id: string; readonly licensorOrgId: string },
): Promise<Fen> {
  const rows = await db
    .select({ amountFen: receipts.amountFen, ...partSums })
    .from(receipts)
    .where(
      and(
        eq(receipts.contractId, id),
        eq(receipts.payeeOrgId, licensorOrgId),
        inArray(receipts.state, [...receiptStatesArrived]),
      ),
    );
  return rows.reduce((sum, row) => sum + leftOf(row).advanceFen, 0n);
}
