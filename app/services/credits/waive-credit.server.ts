import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { creditWaived } from '#app/domain/ledger.ts';
import { mayWaivePenalty, waivableCreditFen } from '#app/domain/penalty-waiver.ts';
import { creditUses } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { lockClaim } from '../payments/lock-claim.server.ts';
import { getOwnClaim } from '../payments/own-claim.server.ts';
import { openPagesOf } from '../payments/open-pages.server.ts';
import { settleClaim } from '../payments/settle-claim.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';

export interface WaiveCredit {
  readonly obligationId: string;
  readonly reason: string;
  /** The licensee's own approval. */
  readonly document: Received;
  readonly key?: string | undefined;
}

/**
 * The licensee waives what the licensor would have to repay (民法典 art. 575: a debt ends when its creditor waives it): an approver or the
 * owner, with its document, a reason and a fresh second factor, as a penalty is waived. Only the whole open rest, and not while a repayment is
 * under way. Asked again with the same key it answers the first waiver.
 *
 * @throws AppError 'forbidden', 'not_found', 'proof_required', 'state_changed' where nothing can be waived, 'conflict' while the licensor has a
 * card page open
 */
export async function waiveCredit(ctx: ActorContext, input: WaiveCredit): Promise<typeof creditUses.$inferSelect> {
  if (!mayWaivePenalty(ctx.actor)) throw new AppError('forbidden');
  const { obligationId, reason } = input;
  await getOwnClaim(ctx, obligationId, 'payee');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, creditUses, input.key, 'credit.waive');
    if (earlier) return earlier;
    const { contract, obligation, outstandingFen, payableFen } = await lockClaim(tx, obligationId);
    if (waivableCreditFen({ kind: obligation.kind, outstandingFen, payableFen }) === 0n)
      throw new AppError('state_changed');
    if ((await openPagesOf(tx, [obligationId])).size > 0) {
      throw new AppError('conflict', {
        says: '收款方打开了在线支付页面，可能正在付款。等付款或者页面失效后再办理，最多两小时。',
      });
    }
    const file = await keepFile(tx, input.document, 'penalty_waiver', obligation.payeeOrgId);
    const use = await insertRow(tx, creditUses, {
      id,
      contractId: contract.id,
      obligationId,
      kind: 'waived',
      amountFen: outstandingFen,
      reason,
      decidedBy: tx.actor.userId,
      documentFileId: file.id,
      createdAt: tx.now(),
    });
    const facts = { id: use.id, occurredAt: tx.now(), amountFen: outstandingFen };
    await postInBothBooks(tx, contract, `放弃 ${obligation.label}`, (side) => creditWaived({ ...facts, side }));
    await audit(tx, { deed: 'credit.waive', subjectType: 'obligation', subjectId: obligationId });
    await settleClaim(tx, obligation);
    await settleContract(tx, contract.id);
    const notice = {
      kind: 'credit.waive',
      params: { title: contract.title },
      href: `/desk/obligations/${obligationId}`,
    };
    await notifyOrganisation(tx, obligation.payerOrgId, ['officer', 'finance'], notice);
    await notifyOrganisation(tx, obligation.payeeOrgId, ['officer', 'finance'], notice);
    return use;
  });
}
