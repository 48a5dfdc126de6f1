import { sql } from 'drizzle-orm';
import { partsLeft, type ReceiptParts } from '#app/domain/allocation.ts';
import { enteredDistributionStates } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { refundStatesGivenBack } from '#app/domain/refund.ts';
import { oneOfStates } from './claim-sums.server.ts';

const backFen = (
  column: 'amount_fen' | 'advance_fen',
) => sql<string>`coalesce((select sum(f.${sql.raw(column)}) from refunds f
  where f.receipt_id = receipts.id and f.state in ${oneOfStates(refundStatesGivenBack)}), 0)::text`;

/** Beside a row of receipts: what settles claims, and what went back since. */
export const partSums = {
  allocatedFen: sql<string>`coalesce((select sum(a.amount_fen) from allocations a where a.receipt_id = receipts.id), 0)::text`,
  elsewhereFen: sql<string>`coalesce((select sum(a.amount_fen) from allocations a
    where a.receipt_id = receipts.id and a.obligation_id <> receipts.obligation_id), 0)::text`,
  backFen: backFen('amount_fen'),
  backAdvanceFen: backFen('advance_fen'),
};

/** Beside a row of receipts: what of it is entered under people's names. */
export const sharedFen = sql<string>`coalesce((select sum(d.receipt_fen) from distributions d
  where d.receipt_id = receipts.id and d.state in ${oneOfStates(enteredDistributionStates)}), 0)::text`;

/** The parts of a receipt that its payee still has: `allocatedFen` of them is what can be shared (待分配). */
export const leftOf = (row: { amountFen: Fen } & Record<keyof typeof partSums, string>): ReceiptParts =>
  partsLeft(
    { amountFen: row.amountFen, allocatedFen: BigInt(row.allocatedFen), elsewhereFen: BigInt(row.elsewhereFen) },
    [{ amountFen: BigInt(row.backFen), advanceFen: BigInt(row.backAdvanceFen) }],
  );
