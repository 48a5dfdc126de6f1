import { isProofFresh } from '#app/domain/access.ts';
import { placementFaults } from '#app/domain/advance.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { distributeBy } from '#app/domain/distribution.ts';
import { AppError } from '#app/domain/errors.ts';
import { advancePlaced, paidForOf } from '#app/domain/ledger.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { mayDoMoney, moneySideOf, receiptDeeds } from '#app/domain/receipt-deeds.ts';
import { allocations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { collectWrittenOff } from '../write-offs/collect-written-off.server.ts';
import { findContestedOn } from './interest-of-claim.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { lockReceipt } from './lock-receipt.server.ts';
import type { Receipt } from './move-receipt.server.ts';
import { openPagesOf } from './open-pages.server.ts';
import { getOwnReceipt } from './own-receipt.server.ts';
import { settleClaim } from './settle-claim.server.ts';

export interface PlaceAdvance {
  readonly receiptId: string;
  readonly obligationId: string;
  readonly amountFen: Fen;
  readonly key?: string | undefined;
}

export type Allocation = typeof allocations.$inferSelect;

/**
 * The payee's finance puts an advance (预收款), or a part of it, on an open claim of the same contract between the same two, with a fresh
 * second factor. It settles the claim as money that arrives does, and waits to be shared. Nothing while some of the receipt is on its way
 * back or disputed; asked again with the same key it answers the first time's.
 *
 * @throws AppError 'forbidden', 'not_found' of a claim that is not between these two under this contract, 'proof_required', 'state_changed',
 * 'invalid' of a larger sum or a contested claim, 'conflict' while the payer has a card page open
 */
export async function placeAdvance(ctx: ActorContext, input: PlaceAdvance): Promise<Allocation> {
  if (!mayDoMoney(ctx.actor, 'place')) throw new AppError('forbidden');
  const receipt = await getOwnReceipt(ctx, input.receiptId);
  if (moneySideOf(ctx.actor, receipt) !== 'payee') throw new AppError('forbidden');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, (tx) => place(tx, receipt, input));
}

async function place(tx: In<ActorContext>, found: Receipt, input: PlaceAdvance): Promise<Allocation> {
  const { id, earlier } = await onceRow(tx, allocations, input.key, 'advance.place');
  if (earlier) return earlier;
  const { contract, obligation, outstandingFen, payableFen } = await lockClaim(tx, input.obligationId);
  const isTheirs = obligation.payerOrgId === found.payerOrgId && obligation.payeeOrgId === found.payeeOrgId;
  if (contract.id !== found.contractId || !isTheirs) throw new AppError('not_found');
  const { receipt, ...use } = await lockReceipt(tx, found);
  if (!receiptDeeds(tx.actor, { ...receipt, ...use }).includes('place')) throw new AppError('state_changed');
  const { amountFen } = input;
  const isContested = (await findContestedOn(tx, obligation)) !== null;
  const [fault] = placementFaults(amountFen, { advanceFen: use.left.advanceFen, payableFen, isContested });
  if (fault) throw new AppError('invalid', { says: fault.says }, fault.field);
  if ((await openPagesOf(tx, [obligation.id])).size > 0) {
    throw new AppError('conflict', {
      says: '付款方打开了在线支付页面，可能正在付款。等付款或者页面失效后再办理，最多两小时。',
    });
  }
  const row = await insertRow(tx, allocations, {
    id,
    receiptId: receipt.id,
    obligationId: obligation.id,
    kind: 'placed',
    amountFen,
    decidedBy: tx.actor.userId,
    createdAt: tx.now(),
  });
  const openFen = outstandingFen - amountFen;
  await collectWrittenOff(tx, { claim: obligation, openFen, cause: 'receipt', causeId: id });
  const paidFor = paidForOf(obligation.kind);
  const facts = { id, occurredAt: tx.now(), amountFen, paidFor };
  const description = `${receipt.no} 预收款抵 ${obligation.label}`;
  await postInBothBooks(tx, contract, description, (side) => advancePlaced({ ...facts, side }));
  await audit(tx, { deed: 'advance.place', subjectType: 'receipt', subjectId: receipt.id });
  if (openFen === 0n) await settleClaim(tx, obligation);
  if (paidFor === 'claim') {
    const dueAt = endOfDay(distributeBy(dayOf(tx.now())));
    await setDeadline(tx, { kind: 'receipt.distribute', subjectId: receipt.id, orgId: receipt.payeeOrgId, dueAt });
  }
  const params = { title: obligation.label, amount: formatYuan(amountFen) };
  const notice = { kind: 'advance.place', params, href: `/desk/receipts/${receipt.id}` };
  await notifyParties(tx, receipt, ['officer', 'finance'], notice);
  if (openFen === 0n) await settleContract(tx, contract.id);
  return row;
}
