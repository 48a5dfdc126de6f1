import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { creditWaived } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { creditUses } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { lockClaim } from '../payments/lock-claim.server.ts';
import { getOwnClaim } from '../payments/own-claim.server.ts';
import { openPagesOf } from '../payments/open-pages.server.ts';
import { settleClaim } from '../payments/settle-claim.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/**
 * The licensee waives what the licensor would have to repay (民法典 art. 575: a debt ends when its creditor waives it): its finance,
 * with a reason and a fresh second factor. Only the whole open rest, and not while a repayment is under way.
 */
export async function waiveCredit(
  ctx: ActorContext,
  { obligationId, reason }: { obligationId: string; reason: string },
): Promise<Fen> {
  if (!mayDoMoney(ctx.actor, 'waive')) throw new AppError('forbidden');
  await getOwnClaim(ctx, obligationId, 'payee');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const { contract, obligation, outstandingFen, payableFen } = await lockClaim(tx, obligationId);
    const isWaivable = !claimIs(obligation.kind, 'income') && outstandingFen > 0n && payableFen === outstandingFen;
    if (!isWaivable) throw new AppError('state_changed');
    if ((await openPagesOf(tx, [obligationId])).size > 0) {
      throw new AppError('conflict', {
        says: '收款方打开了在线支付页面，可能正在付款。等付款或者页面失效后再办理，最多两小时。',
      });
    }
    const use = await insertRow(tx, creditUses, {
      contractId: contract.id,
      obligationId,
      kind: 'waived',
      amountFen: outstandingFen,
      reason,
      decidedBy: tx.actor.userId,
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
    return outstandingFen;
  });
}
