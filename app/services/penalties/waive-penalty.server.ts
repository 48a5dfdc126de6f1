import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { penaltyWaived } from '#app/domain/ledger.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { freedByWaiver, mayWaivePenalty, waivableFen, waiverFaults } from '#app/domain/penalty-waiver.ts';
import { creditUses } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { freeCredit } from '../credits/free-credit.server.ts';
import { setOffOf } from '../credits/set-off-of.server.ts';
import { setOffCredits } from '../credits/set-off-credits.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { lockClaim } from '../payments/lock-claim.server.ts';
import { openPagesOf } from '../payments/open-pages.server.ts';
import { getOwnClaim } from '../payments/own-claim.server.ts';
import { settleClaim } from '../payments/settle-claim.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { collectWrittenOff } from '../write-offs/collect-written-off.server.ts';

export interface WaivePenalty {
  readonly obligationId: string;
  readonly amountFen: Fen;
  readonly reason: string;
  /** The unit's approval. */
  readonly document: Received;
  readonly key?: string | undefined;
}

/**
 * The payee waives a penalty (违约金) that it charged, wholly or in part (民法典 art. 575): an approver or the owner, with the unit's document,
 * a reason and a fresh second factor. Only what is open and nobody is paying, and what a credit paid, which is credit again: money that
 * was paid is given back as a refund. The charge
 * itself stands, so that its days are not charged again; what was written off of it comes into the book first. An invoice above what is
 * left needs a red one. Asked again with the same key it answers the first waiver.
 *
 * @throws AppError 'forbidden', 'not_found', 'proof_required', 'state_changed' where nothing can be waived, 'invalid' of a larger sum,
 * 'conflict' while the payer has a card page open
 */
export async function waivePenalty(ctx: ActorContext, input: WaivePenalty): Promise<typeof creditUses.$inferSelect> {
  if (!mayWaivePenalty(ctx.actor)) throw new AppError('forbidden');
  const { obligationId, amountFen, reason } = input;
  const { kind } = await getOwnClaim(ctx, obligationId, 'payee');
  if (!claimIs(kind, 'waived')) throw new AppError('not_found');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const { id, earlier } = await onceRow(tx, creditUses, input.key, 'penalty.waive');
    if (earlier) return earlier;
    const { contract, obligation, outstandingFen, payableFen } = await lockClaim(tx, obligationId);
    const mostFen = waivableFen({ kind: obligation.kind, payableFen, setOffFen: await setOffOf(tx, obligationId) });
    if (mostFen === 0n) throw new AppError('state_changed');
    const [fault] = waiverFaults(amountFen, mostFen);
    if (fault) throw new AppError('invalid', { says: fault.says }, fault.field);
    if ((await openPagesOf(tx, [obligationId])).size > 0) {
      throw new AppError('conflict', {
        says: '付款方打开了在线支付页面，可能正在付款。等付款或者页面失效后再办理，最多两小时。',
      });
    }
    const freedFen = freedByWaiver(amountFen, payableFen);
    if (freedFen > 0n) await freeCredit(tx, { contract, obligation, amountFen: freedFen });
    const file = await keepFile(tx, input.document, 'penalty_waiver', obligation.payeeOrgId);
    const use = await insertRow(tx, creditUses, {
      id,
      contractId: contract.id,
      obligationId,
      kind: 'penalty_waived',
      amountFen,
      reason,
      decidedBy: tx.actor.userId,
      documentFileId: file.id,
      createdAt: tx.now(),
    });
    const openFen = outstandingFen + freedFen - amountFen;
    await collectWrittenOff(tx, { claim: obligation, openFen, cause: 'waived', causeId: use.id });
    const facts = { id: use.id, occurredAt: tx.now(), amountFen };
    await postInBothBooks(tx, contract, `免除 ${obligation.label}`, (side) => penaltyWaived({ ...facts, side }));
    await audit(tx, { deed: 'penalty.waive', subjectType: 'obligation', subjectId: obligationId });
    if (openFen === 0n) await settleClaim(tx, obligation);
    // What had paid it waits for the next claim, or is to be repaid where none can follow.
    if (freedFen > 0n) await setOffCredits(tx, contract);
    if (openFen === 0n || freedFen > 0n) await settleContract(tx, contract.id);
    const params = { title: obligation.label, amount: formatYuan(amountFen) };
    const notice = { kind: 'penalty.waive', params, href: `/desk/obligations/${obligationId}` };
    await notifyOrganisation(tx, obligation.payerOrgId, ['officer', 'finance'], notice);
    await notifyOrganisation(tx, obligation.payeeOrgId, ['officer', 'finance'], notice);
    return use;
  });
}
