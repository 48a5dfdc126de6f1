import { and, eq, inArray } from 'drizzle-orm';
import { foldBankSerial } from '#app/domain/bank-serial.ts';
import { transferFaults } from '#app/domain/bank-transfer.ts';
import type { Day } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import type { Fen } from '#app/domain/money.ts';
import { attemptMachine } from '#app/domain/payment-machine.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { paymentAttempts, receipts } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { closePage } from './close-page.server.ts';
import { frozenAccount } from './frozen-account.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { type Attempt, moveAttempt } from './move-attempt.server.ts';
import type { Receipt } from './move-receipt.server.ts';
import { openAwaited } from './open-awaited.server.ts';
import { getOwnClaim } from './own-claim.server.ts';
import { transferFacts } from './transfer-facts.server.ts';

export interface BankTransfer {
  readonly obligationId: string;
  readonly amountFen: Fen;
  /** Serial number of the bank slip (回单流水号). */
  readonly bankSerial: string;
  readonly paidOn: Day;
  readonly voucher: Received;
  /** The payer says that what exceeds the claim is meant as an advance. */
  readonly isAdvance?: boolean;
  /** The account that the payer was shown; not said: the one in use. */
  readonly payeeAccountId?: string | undefined;
  readonly key?: string;
}

/**
 * The payer says that he paid by bank transfer and shows the slip. Nothing is booked until the payee confirms. A card page of the same
 * claim that still stands open is closed: what it asks for was reckoned without this slip, and would be paid twice.
 */
export async function claimBankTransfer(ctx: ActorContext, input: BankTransfer): Promise<Receipt> {
  if (!mayDoMoney(ctx.actor, 'pay')) throw new AppError('forbidden');
  await getOwnClaim(ctx, input.obligationId, 'payer');
  const { receipt, overtaken } = await inTransaction(
    ctx,
    async (tx) => {
      const { receipt, isNew } = await sayPaid(tx, input);
      // The same form sent again closes no page that was opened since.
      return { receipt, overtaken: isNew ? await expirePages(tx, input.obligationId) : [] };
    },
    // Two sends of one slip at the same moment: the index lets one of them through.
    () => new AppError('duplicate', { says: '这个流水号已经登记过，一张回单只能用一次。' }, 'bankSerial'),
  );
  for (const page of overtaken) await closePage(ctx, page);
  return receipt;
}

/** Ends what stands open; should it be paid after all, the provider's news still settles it. */
async function expirePages(tx: In<ActorContext>, obligationId: string): Promise<Attempt[]> {
  const isOpen = inArray(paymentAttempts.state, sourcesOf(attemptMachine, 'expire'));
  const open = await tx.db
    .select()
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.obligationId, obligationId), isOpen));
  for (const { id } of open) await moveAttempt(tx, id, 'expire');
  return open;
}

async function sayPaid(tx: In<ActorContext>, input: BankTransfer): Promise<{ receipt: Receipt; isNew: boolean }> {
  const { id, earlier } = await onceRow(tx, receipts, input.key, 'receipt.claim');
  if (earlier) return { receipt: earlier, isNew: false };
  const claim = await lockClaim(tx, input.obligationId);
  const { contract, obligation, outstandingFen, payableFen } = claim;
  if (outstandingFen <= 0n) throw new AppError('over_allocated');
  const { payeeOrgId } = obligation;
  const facts = await transferFacts(tx, { contract, payeeOrgId, payableFen, bankSerial: input.bankSerial });
  refuseFaults(transferFaults({ isAdvance: false, ...input }, facts), facts.isSerialUsed ? 'duplicate' : 'invalid');
  const account = await frozenAccount(tx, payeeOrgId, input.payeeAccountId);
  const file = await keepFile(tx, input.voucher, 'voucher', obligation.payerOrgId);
  const slip = { bankSerial: input.bankSerial, bankSerialKey: foldBankSerial(input.bankSerial), paidOn: input.paidOn };
  const isAdvanceMeant = input.isAdvance === true && input.amountFen > payableFen;
  const said = { amountFen: input.amountFen, voucherFileId: file.id, isAdvanceMeant, claimedBy: tx.actor.userId };
  return { receipt: await openAwaited(tx, claim, { id, ...slip, ...said, ...account }), isNew: true };
}
