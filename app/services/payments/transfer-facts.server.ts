import { and, eq, inArray } from 'drizzle-orm';
import { openParts } from '#app/domain/allocation.ts';
import { foldBankSerial } from '#app/domain/bank-serial.ts';
import type { TransferFacts } from '#app/domain/bank-transfer.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { receiptStatesWithSlip } from '#app/domain/payment-machine.ts';
import { contracts, obligations, receipts } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { claimedFen, outstandingFen } from './claim-sums.server.ts';
import { getOwnClaim } from './own-claim.server.ts';

interface SlipOfClaim {
  readonly contract: Pick<typeof contracts.$inferSelect, 'signedAt' | 'createdAt'>;
  readonly payeeOrgId: string;
  readonly payableFen: Fen;
  readonly bankSerial: string;
}

/** What a transfer on a claim is judged by. The verb asks it with the claim locked, the form before. */
export async function transferFacts(ctx: Pick<Context, 'db' | 'now'>, slip: SlipOfClaim): Promise<TransferFacts> {
  const { contract, payeeOrgId, payableFen, bankSerial } = slip;
  const sameSlip = and(
    eq(receipts.payeeOrgId, payeeOrgId),
    eq(receipts.bankSerialKey, foldBankSerial(bankSerial)),
    inArray(receipts.state, receiptStatesWithSlip),
  );
  return {
    today: dayOf(ctx.now()),
    notBefore: dayOf(contract.signedAt ?? contract.createdAt),
    notBeforeWords: contract.signedAt === null ? '合同起草日' : '合同签署日',
    isSerialUsed: (await ctx.db.$count(receipts, sameSlip)) > 0,
    payableFen,
  };
}

/** The same for a form of the payer's that is not yet read. */
export async function getTransferFacts(
  ctx: ActorContext,
  { obligationId, bankSerial }: { obligationId: string; bankSerial: string },
): Promise<TransferFacts> {
  const { payeeOrgId } = await getOwnClaim(ctx, obligationId, 'payer');
  const [row] = await ctx.db
    .select({ outstandingFen, claimedFen, signedAt: contracts.signedAt, createdAt: contracts.createdAt })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .where(eq(obligations.id, obligationId));
  if (row === undefined) throw new AppError('not_found');
  const { payableFen } = openParts(BigInt(row.outstandingFen), BigInt(row.claimedFen));
  return transferFacts(ctx, { contract: row, payeeOrgId, payableFen, bankSerial });
}
