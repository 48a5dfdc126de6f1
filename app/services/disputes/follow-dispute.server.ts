import { and, eq } from 'drizzle-orm';
import { disputeEvent, disputeMachine, isEarlyWarning } from '#app/domain/card-dispute.ts';
import { nextState } from '#app/domain/machine.ts';
import { cardDisputes } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import type { GatewayDispute } from '../payments/gateway.server.ts';
import { lockReceipt } from '../payments/lock-receipt.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { findCardReceipt } from './find-card-receipt.server.ts';
import { bookLostDispute } from './book-lost-dispute.server.ts';

export type CardDispute = typeof cardDisputes.$inferSelect;

/**
 * Brings a dispute to what the provider says of it, in any order and any number of times: it is recorded once and freezes its
 * receipt; won, the receipt is free again; lost, the money is booked as gone. Null where it is none of ours, or an early warning.
 */
export async function followDispute(
  ctx: Context,
  { disputeId, account }: { disputeId: string; account: string },
): Promise<CardDispute | null> {
  const truth = await ctx.payments.readDispute({ disputeId, account });
  if (truth.paymentIntentId === null || isEarlyWarning(truth.status)) return null;
  const receipt = await findCardReceipt(ctx, { paymentIntentId: truth.paymentIntentId, account });
  if (receipt === null) return null;
  return inTransaction(ctx, async (tx) => {
    await lockReceipt(tx, receipt);
    const open = await record(tx, receipt, truth);
    const event = open.state === 'open' ? disputeEvent(truth.status) : null;
    const dispute = event === null ? open : await decide(tx, receipt, open, event);
    if (dispute.state === 'lost') await bookLostDispute(tx, receipt, dispute);
    return dispute;
  });
}

type OfReceipt = Parameters<typeof bookLostDispute>[1];

async function record(tx: In<Context>, receipt: OfReceipt, truth: GatewayDispute): Promise<CardDispute> {
  const own = eq(cardDisputes.providerDisputeId, truth.disputeId);
  const [made] = await tx.db
    .insert(cardDisputes)
    .values({
      receiptId: receipt.id,
      contractId: receipt.contractId,
      providerDisputeId: truth.disputeId,
      amountFen: truth.amountFen,
      reason: truth.reason,
      state: disputeMachine.initial,
      evidenceBy: truth.evidenceBy,
      openedAt: truth.openedAt,
      createdAt: tx.now(),
    })
    .onConflictDoNothing({ target: cardDisputes.providerDisputeId })
    .returning();
  if (made === undefined) {
    const [known] = await tx.db.select().from(cardDisputes).where(own);
    if (known === undefined) throw new Error('dispute was not stored');
    return known;
  }
  const subject = { subjectType: 'card_dispute', subjectId: made.id, orgId: receipt.payeeOrgId };
  await audit(tx, { deed: 'dispute.open', ...subject });
  await tell(tx, receipt, 'dispute.open');
  return made;
}

async function decide(
  tx: In<Context>,
  receipt: OfReceipt,
  { id, state }: CardDispute,
  event: 'win' | 'lose',
): Promise<CardDispute> {
  const [decided] = await tx.db
    .update(cardDisputes)
    .set({ state: nextState(disputeMachine, state, event), closedAt: tx.now() })
    .where(and(eq(cardDisputes.id, id), eq(cardDisputes.state, state)))
    .returning();
  if (decided === undefined) throw new Error('dispute was not moved');
  const subject = { subjectType: 'card_dispute', subjectId: id, orgId: receipt.payeeOrgId };
  await audit(tx, { deed: `dispute.${event}`, ...subject });
  await tell(tx, receipt, `dispute.${event}`);
  return decided;
}

async function tell(tx: In<Context>, receipt: OfReceipt, kind: string): Promise<void> {
  const notice = { kind, params: { title: receipt.no }, href: `/desk/receipts/${receipt.id}` };
  await notifyParties(tx, receipt, ['officer', 'finance'], notice);
}
